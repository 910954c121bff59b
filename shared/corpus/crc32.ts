/** One table per byte of a 32-bit word ('slicing by four'), reflected polynomial 0xEDB88320. */
const tables = [0, 1, 2, 3].map(() => new Uint32Array(256)) as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];
const [first, second, third, fourth] = tables;
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  first[byte] = crc;
}
for (let byte = 0; byte < 256; byte++) {
  for (let i = 1; i < 4; i++) {
    const before = tables[i - 1]![byte]!;
    tables[i]![byte] = (before >>> 8) ^ first[before & 0xff]!;
  }
}

/** CRC-32 (ISO-HDLC, as in zip and PNG) as an unsigned 32-bit integer; finds every error of up to 32 bits in a row. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  let i = 0;
  for (const whole = bytes.length - 3; i < whole; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc =
      fourth[crc & 0xff]! ^ third[(crc >>> 8) & 0xff]! ^ second[(crc >>> 16) & 0xff]! ^ first[crc >>> 24]!;
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ first[(crc ^ bytes[i]!) & 0xff]!;
  return ~crc >>> 0;
}
