// Failures of the file system, which are the business of whoever chose the place, told apart from our own.

/** What the file system throws, such as for a full disk. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
