import { canonicalJson, seal, verifyTimeline } from '../../../shared/case/timeline';
import { actor, DeskOfOne, sha256, takeDown } from './desk-of-one';

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: 'é', c: null }], a: undefined })).toBe('{"b":[1,{"c":null,"d":"é"}]}');
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });
});

describe('the timeline of a case', () => {
  const desk = DeskOfOne.withNotice();
  desk.rule(actor('REV', 'rita'), [takeDown(1)]);
  const { timeline, head } = desk;

  it('verifies as written', () => {
    expect(verifyTimeline(timeline, sha256, head)).toEqual({ outcome: 'intact', entries: timeline.length });
    expect(timeline.length).toBe(6);
    expect(verifyTimeline([], sha256)).toEqual({ outcome: 'intact', entries: 0 });
  });

  it('one changed byte anywhere fails at that entry', () => {
    const text = JSON.stringify(timeline);
    let changed = 0;
    for (let index = 0; index < text.length; index += 1) {
      if (!/[a-z0-9]/.test(text.charAt(index))) continue;
      const flipped = text.charAt(index) === '7' ? '8' : '7';
      const tampered = text.slice(0, index) + flipped + text.slice(index + 1);
      let entries;
      try {
        entries = JSON.parse(tampered) as typeof timeline;
      } catch {
        continue;
      }
      changed += 1;
      expect(verifyTimeline(entries, sha256, head).outcome).toBe('broken');
    }
    expect(changed).toBeGreaterThan(1_000);
  });

  it('an entry taken out, put in, moved or cut off the end is noticed', () => {
    const [first, second, third] = timeline;
    if (!first || !second || !third) throw new Error('too short');
    expect(verifyTimeline([first, third], sha256)).toMatchObject({ outcome: 'broken', seq: 2 });
    expect(verifyTimeline([first, third, second], sha256)).toMatchObject({ outcome: 'broken', seq: 2 });
    expect(verifyTimeline([first, first, ...timeline.slice(1)], sha256)).toMatchObject({
      outcome: 'broken',
      seq: 2,
    });
    expect(verifyTimeline(timeline.slice(0, -1), sha256)).toMatchObject({ outcome: 'intact' });
    expect(verifyTimeline(timeline.slice(0, -1), sha256, head)).toMatchObject({
      outcome: 'broken',
      seq: timeline.length,
    });
  });

  it('an entry changed and hashed anew no longer fits the one after it', () => {
    const second = timeline[1];
    if (!second) throw new Error('too short');
    const { hash: _old, ...rest } = second;
    const forged = seal({ ...rest, facts: { effective: 9 } }, sha256);
    const entries = timeline.map((entry) => (entry.seq === 2 ? forged : entry));
    expect(verifyTimeline(entries, sha256, head)).toMatchObject({ outcome: 'broken', seq: 3 });
  });

  it('of another case is not this one’s', () => {
    expect(
      verifyTimeline(timeline, sha256, { ...head, id: 'CD-00000-00077' as typeof head.id }),
    ).toMatchObject({
      outcome: 'broken',
      seq: 1,
    });
  });

  it('holds no personal data of the complainant', () => {
    expect(JSON.stringify(timeline)).not.toMatch(/nora|lund|fjord-post/i);
  });
});
