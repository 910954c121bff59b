export const frontTitle = 'Copyright desk';

/** Where somebody finds their way who has only the host's name. */
export const FrontPage = () => (
  <>
    <h1>Copyright desk</h1>
    <p>
      Has a page on one of our sites copied your work? <a href="/complaints/new">File a complaint</a>. A
      person decides each address within 24 hours.
    </p>
    <p>
      Have you filed one already? Open the link in your receipt or in any of our mails: it shows how each
      address stands, and takes your answers.
    </p>
    <p>
      Do you publish yourself? With <a href="/account">a publisher account</a> you register your originals and
      licences, and see the copies we found.
    </p>
    <p>
      Programs file and follow by <a href="/docs">the API</a>. Staff work in{' '}
      <a href="/console/">the console</a>.
    </p>
  </>
);
