import { GuardField } from './form-fields';

const PLACES = [
  ['/account', 'Account'],
  ['/account/copies', 'Copies found'],
  ['/account/alerts', 'Alerts'],
  ['/account/complaints', 'Complaints'],
  ['/account/originals', 'Originals'],
  ['/account/licences', 'Licences'],
  ['/account/keys', 'Keys'],
] as const;

/** @param here the address of the page it stands on. */
export const AccountNav = ({ here, guard }: { readonly here: string; readonly guard: string }) => (
  <nav aria-label="Your account">
    <ul className="places">
      {PLACES.map(([path, says]) => (
        <li key={path}>
          <a href={path} aria-current={path === here ? 'page' : undefined}>
            {says}
          </a>
        </li>
      ))}
      <li>
        <form method="post" action="/account/sign-out">
          <GuardField guard={guard} />
          <button className="secondary">Sign out</button>
        </form>
      </li>
    </ul>
  </nav>
);
