/** Another process listens on the port that was asked for. */
export class PortInUse extends Error {
  readonly code = 'port-in-use';
  readonly port: number;

  constructor(port: number, options?: { cause?: unknown }) {
    super(`Port ${port} is in use by another process.`, options);
    this.name = 'PortInUse';
    this.port = port;
  }
}
