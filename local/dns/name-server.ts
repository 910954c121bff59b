import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What stands in the domain name system of this machine alone: TXT records by name. */
export interface NameServer {
  /** `address:port`, as a resolver takes it. */
  readonly address: string;
  /** Adds a TXT record; without a text, takes all of the name away. */
  publish(name: string, text?: string): void;
  close(): Promise<void>;
}

const HEADER_BYTES = 12;
const TXT = 16;
/** A string of a TXT record, in bytes (RFC 1035, 3.3). */
const MAX_STRING = 255;

/** Answers TXT questions from a file of records, and knows no other name. */
export async function openNameServer(file: string): Promise<NameServer> {
  const records = new Map<string, readonly string[]>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, string[]][]) : [],
  );
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const answer = answerTo(query, (name) => records.get(name) ?? []);
    if (answer) socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    publish(name, text) {
      const known = records.get(name.toLowerCase()) ?? [];
      if (text === undefined) records.delete(name.toLowerCase());
      else records.set(name.toLowerCase(), [...known.filter((each) => each !== text), text]);
      writeFileSync(file, JSON.stringify([...records]));
    },
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

/** A message of RFC 1035 for another; undefined for what is no question. */
function answerTo(query: Buffer, textsOf: (name: string) => readonly string[]): Buffer | undefined {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at]; length; length = query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  if (query.length < end || labels.length === 0) return undefined;
  const texts = query.readUInt16BE(at + 1) === TXT ? textsOf(labels.join('.').toLowerCase()) : [];
  const header = Buffer.alloc(HEADER_BYTES);
  query.copy(header, 0, 0, 2);
  // A response to a recursive question; without a record: there is no such name.
  header.writeUInt16BE(texts.length > 0 ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(texts.length, 6);
  return Buffer.concat([header, query.subarray(HEADER_BYTES, end), ...texts.map(txtRecord)]);
}

/** Of the name that was asked for, good for no time at all. */
function txtRecord(text: string): Buffer {
  const bytes = Buffer.from(text);
  const strings: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += MAX_STRING) {
    const part = bytes.subarray(at, at + MAX_STRING);
    strings.push(Buffer.from([part.length]), part);
  }
  const data = Buffer.concat(strings);
  const head = Buffer.from([0xc0, HEADER_BYTES, 0, TXT, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
