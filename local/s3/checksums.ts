import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

interface RunningChecksum {
  update(chunk: Uint8Array): void;
  /** Base64 of the big-endian value, as in `x-amz-checksum-*`. */
  digest(): string;
}

const CREATE: Readonly<Record<ChecksumAlgorithm, () => RunningChecksum>> = {
  crc32: () => runningCrc32((chunk, value) => crc32(chunk, value)),
  crc32c: () => runningCrc32(crc32c),
  crc64nvme: runningCrc64Nvme,
  sha1: () => runningHash('sha1'),
  sha256: () => runningHash('sha256'),
};

const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  sha1: 20,
  sha256: 32,
};

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  return CREATE[algorithm]();
}

export function isDigest(value: string, bytes: number): boolean {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
}

export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  return isDigest(value, DIGEST_BYTES[algorithm]);
}

/** The checksum of an object made of parts: that of the parts' binary checksums in order, then `-` and their number. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): string {
  const running = startChecksum(algorithm);
  for (const part of parts) running.update(Buffer.from(part, 'base64'));
  return `${running.digest()}-${parts.length}`;
}

function runningHash(algorithm: 'sha1' | 'sha256'): RunningChecksum {
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('base64') };
}

function runningCrc32(extend: (chunk: Uint8Array, value: number) => number): RunningChecksum {
  let value = 0;
  return {
    update(chunk) {
      value = extend(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

/** CRC-32C (Castagnoli), RFC 3720 appendix B.4; reflected polynomial. */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(chunk: Uint8Array, start: number): number {
  let value = ~start;
  for (const byte of chunk) value = (value >>> 8) ^ CRC32C_TABLE[(value ^ byte) & 0xff]!;
  return ~value >>> 0;
}

/** CRC-64/NVME, reflected polynomial 0x9a6c9329ac4bc9b5, as two 32-bit halves: BigInt is some fifty times slower. */
const CRC64_LOW = new Uint32Array(256);
const CRC64_HIGH = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
  CRC64_LOW[index] = Number(value & 0xffffffffn);
  CRC64_HIGH[index] = Number(value >> 32n);
}

function runningCrc64Nvme(): RunningChecksum {
  let low = -1;
  let high = -1;
  return {
    update(chunk) {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[index]!;
        high = (high >>> 8) ^ CRC64_HIGH[index]!;
      }
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~high >>> 0, 0);
      bytes.writeUInt32BE(~low >>> 0, 4);
      return bytes.toString('base64');
    },
  };
}
