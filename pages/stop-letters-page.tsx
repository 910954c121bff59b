export interface StopLettersPageProps {
  readonly name: string;
  /** Of the link. */
  readonly stop: string;
  readonly isStopped: boolean;
}

/** A button: mail programs look at links before people do. What they post by themselves, without the page, counts as pressing it. */
export const StopLettersPage = ({ name, stop, isStopped }: StopLettersPageProps) =>
  isStopped ? (
    <>
      <h1>{name} hears of no more copies</h1>
      <p>
        No letter goes out any more, and no webhook is called. What is found stands in the account all the
        same.
      </p>
      <p>
        <a href="/account/alerts">Have letters again</a>
      </p>
    </>
  ) : (
    <>
      <h1>Stop the letters about copies?</h1>
      <p>
        {name} then hears of new copies neither by letter nor by webhook. They stand in the account all the
        same.
      </p>
      <form method="post" action={`/stop-letters/${stop}`}>
        <p className="actions">
          <button className="primary">Stop the letters</button>
        </p>
      </form>
    </>
  );
