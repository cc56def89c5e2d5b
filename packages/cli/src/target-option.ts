// `--target` and `--backend` are one option by two names; two values contradict each other.

interface TargetOptions {
  readonly target?: string;
  readonly backend?: string;
}

/** What is wrong with options that name the target twice. */
export function targetProblem({ target, backend }: TargetOptions): string | undefined {
  return target === undefined || backend === undefined || target === backend
    ? undefined
    : `--target ${target} and --backend ${backend} are the same option; give one of them`;
}

export function targetOf({ target, backend }: TargetOptions, usual: string): string {
  return target ?? backend ?? usual;
}
