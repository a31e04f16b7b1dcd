/** The category of our streams in a cluster that may hold those of other programs too. */
export const NAMESPACE_DEFAULT = 'yujue';

/** How the port's streams are called on the server. */
export class StreamNames {
  /** What the names of all our streams begin with; `$all` is filtered by it. */
  readonly prefix: string;

  constructor(namespace: string) {
    this.prefix = `${namespace}:`;
  }

  onServer(stream: string): string {
    return `${this.prefix}${stream}`;
  }

  inPort(streamOnServer: string): string {
    return streamOnServer.slice(this.prefix.length);
  }

  isOurs(streamOnServer: string): boolean {
    return streamOnServer.startsWith(this.prefix);
  }
}
