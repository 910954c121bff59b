import { useWords } from './reading';

const to = (href: string) => (words: string) => <a href={href}>{words}</a>;

/** Where somebody finds their way who has only the host's name. */
export function FrontPage() {
  const { front } = useWords();
  return (
    <>
      <h1>{front.title}</h1>
      <Ways />
      <p>{front.programs(to('/docs'), to('/console/'))}</p>
    </>
  );
}

/** What publishers come for: to file, to follow, to sign in. */
export function Ways() {
  const { front } = useWords();
  return (
    <>
      <p className="lead">{front.copied(to('/complaints/new'))}</p>
      <p>{front.filed}</p>
      <p>{front.publish(to('/account/sign-in'))}</p>
    </>
  );
}
