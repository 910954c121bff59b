import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NameServer, openNameServer } from '../../../local/dns/name-server';
import { openNames } from '../../../shared/stores/names';

describe('the names of the local stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-names-'));
  const file = join(folder, 'names.json');
  let server: NameServer;
  beforeEach(async () => {
    server = await openNameServer(file);
  });
  afterEach(() => server.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers the resolver that functions use, whole records and several, and outlasts a restart', async () => {
    const long = 'x'.repeat(600);
    server.publish('_copydesk.Nord.example', 'copydesk-verification=x');
    server.publish('_copydesk.nord.example', long);
    await server.close();
    server = await openNameServer(file);
    const names = openNames(server.address);
    expect(await names.texts('_copydesk.NORD.example')).toEqual(['copydesk-verification=x', long]);
    expect(await names.texts('_copydesk.south.example')).toEqual([]);
    server.publish('_copydesk.nord.example');
    expect(await names.texts('_copydesk.nord.example')).toEqual([]);
  });

  it('goes on after what is no question', async () => {
    const socket = createSocket('udp4');
    const port = Number(server.address.split(':')[1]);
    for (const bytes of [[], [1, 2, 3], Array<number>(12).fill(255), [...Array<number>(12).fill(0), 63, 1]])
      await new Promise((sent) => socket.send(Buffer.from(bytes), port, '127.0.0.1', sent));
    socket.close();
    await once(socket, 'close');
    server.publish('a.example', 'here');
    expect(await openNames(server.address).texts('a.example')).toEqual(['here']);
  });
});
