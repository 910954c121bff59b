import { useWords } from './reading';

/** Where somebody finds their way who has only the host's name. */
export function FrontPage() {
  const { front } = useWords();
  const to = (href: string) => (words: string) => <a href={href}>{words}</a>;
  return (
    <>
      <h1>{front.title}</h1>
      <p className="lead">{front.copied(to('/complaints/new'))}</p>
      <p>{front.filed}</p>
      <p>{front.publish(to('/account/sign-in'))}</p>
      <p>{front.programs(to('/docs'), to('/console/'))}</p>
    </>
  );
}
