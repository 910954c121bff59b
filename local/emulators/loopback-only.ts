import { Server } from 'node:net';

/**
 * From now on every server of this process listens on 127.0.0.1, whatever its library asks for:
 * fauxqs always asks for 0.0.0.0 and takes no other address.
 */
export function listenOnLoopbackOnly(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its server below
  const listen = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server;
  Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]): Server {
    const [first, second] = args;
    const callback = args.findLast((argument) => typeof argument === 'function');
    const port = typeof first === 'object' && first !== null && 'port' in first ? first.port : first;
    const backlog =
      typeof first === 'object' && first !== null && 'backlog' in first ? first.backlog : undefined;
    if (typeof port !== 'number' && typeof port !== 'string')
      throw new Error(`only TCP ports are listened on here, not ${JSON.stringify(first ?? second)}`);
    return listen.call(
      this,
      { port, host: '127.0.0.1', backlog },
      ...(callback === undefined ? [] : [callback]),
    );
  };
}
