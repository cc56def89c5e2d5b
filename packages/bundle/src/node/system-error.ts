// Failures of the file system, which are the business of whoever chose the place, told apart from our own and put in words.

/** What the file system throws, such as for a full disk. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EEXIST: 'something else is in its place',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file, not a folder',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  EBUSY: 'something else is using it',
};

/** What the system has against a place, in words; of a rare kind of failure its code. */
export function systemProblem({ code }: { readonly code: string }): string {
  return WORDS[code] ?? `the system says ${code}`;
}
