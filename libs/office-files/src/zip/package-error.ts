/** The file is no zip, unpacks to more than any report is, or holds text that cannot be read. */
export class PackageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PackageError';
  }
}
