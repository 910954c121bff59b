import type { HttpAnswer } from '../http-api/proxy-answer';
import { DEMO_SITE_HOST } from './demo-articles';

/** A page whose links to the demo's site lead to where it is played, for its name is nobody's; what is read stays as it is. */
export function withDemoLinks(answer: HttpAnswer, demoSiteUrl: string): HttpAnswer {
  const isPage = String(answer.headers['content-type']).startsWith('text/html');
  // Long pages come packed; none of them has such a link.
  if (!isPage || answer.headers['content-encoding'] !== undefined) return answer;
  const played = answer.body
    .toString('utf8')
    .replaceAll(`<a href="https://${DEMO_SITE_HOST}/`, `<a href="${demoSiteUrl.replace(/\/$/, '')}/`);
  return { ...answer, body: Buffer.from(played) };
}
