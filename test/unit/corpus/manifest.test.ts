import { encodeUtf8 } from '../../../shared/corpus/byte-stream';
import type { Manifest } from '../../../shared/corpus/manifest';
import { decodeManifest, encodeManifest } from '../../../shared/corpus/manifest';

/** Frozen: manifest format 1 as it was first written. Add vectors; never change one. */
const golden = `copydesk-manifest 1
{"version":3,"runs":[{"id":"01ARZ3NDEK0000000000000104","level":1,"algorithm":"w5-16-v1","documents":2,"postings":7,"shardBits":1,"segments":[{"tablesStart":80,"bytes":170},{"tablesStart":90,"bytes":180}],"texts":[{"id":"01ARZ3NDEK0000000000000103","records":2,"tablesStart":40,"bytes":200}]}],"stopLists":[{"id":"01ARZ3NDEK0000000000000105","algorithm":"w5-16-v1","documents":2}],"absorbed":["l0/01ARZ3NDEK0000000000000101.pack"],"doomed":[]}
f96de332
`;

const manifest: Manifest = {
  version: 3,
  runs: [
    {
      id: '01ARZ3NDEK0000000000000104',
      level: 1,
      algorithm: 'w5-16-v1',
      documents: 2,
      postings: 7,
      shardBits: 1,
      segments: [
        { tablesStart: 80, bytes: 170 },
        { tablesStart: 90, bytes: 180 },
      ],
      texts: [{ id: '01ARZ3NDEK0000000000000103', records: 2, tablesStart: 40, bytes: 200 }],
    },
  ],
  stopLists: [{ id: '01ARZ3NDEK0000000000000105', algorithm: 'w5-16-v1', documents: 2 }],
  absorbed: ['l0/01ARZ3NDEK0000000000000101.pack'],
  doomed: [],
};

describe('the manifest', () => {
  it('writes and reads format 1 as it was frozen', () => {
    expect(new TextDecoder().decode(encodeManifest(manifest))).toBe(golden);
    expect(decodeManifest(encodeUtf8(golden), 'manifest')).toEqual(manifest);
  });

  it('finds every flipped bit, and every cut', () => {
    const bytes = encodeUtf8(golden);
    const unnoticed: string[] = [];
    const refused = (damaged: Uint8Array): boolean => {
      try {
        decodeManifest(damaged, 'manifest');
        return false;
      } catch (error) {
        return String(error).startsWith('Problem: manifest: ');
      }
    };
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++)
        if (!refused(bytes.with(at, bytes[at]! ^ (1 << bit)))) unnoticed.push(`bit ${bit} of byte ${at}`);
      if (!refused(bytes.subarray(0, at))) unnoticed.push(`cut to ${at} bytes`);
    }
    expect(unnoticed).toEqual([]);
  });

  it('refuses a newer format by its name', () => {
    expect(() => decodeManifest(encodeUtf8('copydesk-manifest 2\n'), 'manifest')).toThrow(
      "manifest: begins 'copydesk-manifest 2', this reader knows 'copydesk-manifest 1'",
    );
  });
});
