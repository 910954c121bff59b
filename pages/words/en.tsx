import type { ReactNode } from 'react';
import type { CaseState } from '../../shared/case/case';
import type { ToldEvent } from '../../shared/desk/follow-case';
import { en as letters } from '../../shared/desk/mail/locales/en';
import type { ProblemKind } from '../../shared/problem';
import type { ListRefusal } from '../address-file';
import type { Progress } from '../case-words';
import type { Part } from '../complaint-form';
import type { StatementName } from '../statements';

/** Makes words a link to where the page wants them to lead. */
type Linked = (words: string) => ReactNode;

/** What the pages say beside the letters; every other language has the same. */
export const en = {
  /** The same words as in the letters: how items stand, what is to be added. */
  letters,
  /** Of dates and numbers. */
  formats: 'en-GB',
  document: {
    brand: 'Copyright complaints',
    skip: 'Skip to the content',
    language: 'Language',
  },

  front: {
    title: 'Copyright desk',
    copied: (file: Linked): ReactNode => (
      <>
        Has a page on one of our sites copied your work? {file('File a complaint')}. You need no account; a
        person decides each address within 24 hours.
      </>
    ),
    filed:
      'Have you filed one already? Open the link in your receipt or in any of our mails: it shows how each address stands, and takes your answers.',
    publish: (account: Linked): ReactNode => (
      <>
        Do you publish yourself? With {account('a publisher account')} you register your originals and
        licences, and see the copies we found.
      </>
    ),
    programs: (api: Linked, console: Linked): ReactNode => (
      <>
        Programs file and follow by {api('the API')}. Staff work in {console('the console')}.
      </>
    ),
  },

  /** Said where a form was not taken. */
  form: {
    toBePutRight: (title: string) => `To be put right: ${title}`,
    putRight: 'Nothing was sent yet: please put these right',
    unguarded:
      'Your browser did not send our cookie along, so that we cannot tell whether you sent this. What you typed is still here: allow cookies for this site and press the button again.',
    ourFault: (requestId: string) =>
      `Something went wrong on our side, and we do not know that it arrived. What you typed is still here: press the button again, it is taken once. If it stays so, quote ${requestId} to the operator.`,
    signature: 'Signature: your full name',
    signatureHint: 'The name of the person who signs, typed; a company name alone is not enough.',
    optional: (label: string) => `${label} (optional)`,
    email: 'E-mail address',
    phone: 'Telephone',
    postalAddress: 'Postal address',
  },

  complaint: {
    title: 'File a complaint',
    heading: 'File a copyright complaint',
    saved: (url: ReactNode, until: ReactNode | undefined): ReactNode => (
      <>
        Your page is kept at {url}
        {until === undefined ? ' for 14 days' : <> until {until}</>} and then deleted. Whoever has this
        address can read it; nothing has been sent and no time runs yet.
      </>
    ),
    discard: 'Throw the kept page away',
    discarded: 'The kept page was thrown away; its link leads nowhere any more.',
    lacks: 'Nothing was sent yet: something the law asks for is missing',
    lacksMore:
      'Add it and send again. If you cannot, send the complaint as it stands with the second button at the end: a case is opened all the same, and we write to you about what is missing.',
    check: 'Check',
    nothingMissing: 'Nothing is missing. Press “Send the complaint” to send it.',
    readFromFile: (count: number) =>
      count === 1 ? 'One address was read from the file.' : `${count} addresses were read from the file.`,
    chooseFile: 'Choose a file first.',
    promise:
      'A person decides within 24 hours, on weekends too. You need no account and some five minutes; you can save the page and go on later.',
    need: 'What you need',
    needs: [
      'the address of each page on our site that copies your work',
      'the title of your work, or the address where you published it',
      'a way to reach you, best an e-mail address',
      'three statements to tick and your name as a signature',
    ],
    next: 'What happens next',
    steps: [
      'You get a case number and a link that shows how each address stands, at once.',
      'If something is missing we ask you once for all of it. Until you answer our time stands still.',
      'A person decides each address within 24 hours of its arrival.',
      'You hear the decision with its reason, and see when the site has carried it out.',
    ],
    copyrightOnly: 'This page is for copyright alone.',
    works: 'What was copied, and where',
    work: (index: number, count: number) => (count === 1 ? 'The work' : `Work ${index + 1} of ${count}`),
    workNo: (index: number) => `Work ${index + 1}`,
    addWork: 'Add another work',
    removeWork: (index: number) => `Remove work ${index + 1}`,
    workTitle: 'Title of your work',
    originalUrl: 'Where you published it',
    originalUrlHint: 'Its web address. Without one, describe the work.',
    description: 'Description',
    addresses: 'Pages on our site that copy this work',
    addressesHint: 'The exact address of each page, one a line.',
    part: 'What was taken',
    parts: {
      '': 'I do not say',
      whole_text: 'The whole text',
      passage: 'Passages of the text',
      image: 'An image',
      headline: 'The headline',
    } satisfies Readonly<Record<Part | '', string>>,
    pasteText: 'Paste the text of your original',
    text: 'Text of the original',
    textHint:
      'With it we can compare the pages with your work at once. It is used for nothing else. 1 MB at most.',
    file: 'Or read the addresses from a file',
    fileHint: (column: (name: string) => ReactNode): ReactNode => (
      <>
        Plain text with one address a line; the text that Google takes for many works, each after a{' '}
        {column('#')}; or a CSV table with the columns {column('url')}, {column('original')} and{' '}
        {column('title')}. 1 MB at most. They are added to those typed above, up to 500 in one complaint.
      </>
    ),
    readFile: 'Read the file',
    listRefused: {
      too_large: (name) => `“${name}” is larger than 1 MB: send it in parts.`,
      not_text: (name) => `“${name}” is not a text file: save it as plain text or CSV, in UTF-8.`,
      no_addresses: (name) => `“${name}” holds no addresses.`,
      too_many_works: () => 'One complaint holds 200 works: send the others in another one.',
    } satisfies Readonly<Record<ListRefusal, (name: string) => string>>,
    explanation: 'Why this is not allowed',
    explanationHint:
      'For example: there is no licence, or a licence has ended. In the European Union a notice explains why the content is illegal (Art. 16(2)(a) of Regulation (EU) 2022/2065); that it copies your work is an explanation too.',
    who: 'Who you are and how we reach you',
    whoHint:
      'One way to reach you is enough; by e-mail we can send you the receipt, our questions and the decision.',
    name: 'Your name',
    organisation: 'Organisation',
    capacity: 'In what capacity you write',
    capacities: {
      '': 'Please choose',
      owner: 'I am the owner of the right',
      agent: 'I act for the owner',
    },
    onBehalfOf: 'For whom you act, if not for yourself',
    fromAccount: (id: string) => `File it from the account ${id}, which then lists it`,
    accountSignedOut:
      'You are not signed in to this account any more. Sign in in another tab and send again; or take the tick away, and it is filed without the account.',
    statements: 'Your statements',
    statementsHint:
      'Tick only what you can say. Before you do, consider whether the use is licensed, a quotation, or allowed by the law in another way, such as fair use.',
    warning: 'Warning.',
    warningText:
      'Who knowingly misrepresents, in a material way, that something infringes is liable for the damages, costs and lawyers’ fees that follow (17 U.S.C. 512(f)).',
    sending: 'Send',
    send: 'Send the complaint',
    sendAnyway: 'Send it as it stands',
    save: 'Save and go on later',
    privacy: 'What we do with your data',
    privacyText: [
      'The operator of the site that you complain about is responsible. Your data are used to handle this complaint and any dispute about it: that is our legal duty and our legitimate interest (Art. 6(1)(c) and (f) of Regulation (EU) 2016/679). Only those who work on the case see them, and the provider on whose computers this desk runs stores them. Whoever put the page up is told what was decided and why; your name only where the law makes that necessary, your telephone, address and signature not. If they send a counter notice under U.S. law, you get a copy of it.',
      'They are kept as long as the case, and claims that can arise from it, last. You can ask for a copy, for correction or erasure, and object, by writing to the site’s copyright agent; and you can complain to a data protection authority. Nobody has to give their name; without a way to reach you we cannot ask you anything.',
    ],
  },

  /** What each statement means, where it is not made in the reader's language. */
  statements: undefined as Readonly<Record<StatementName, string>> | undefined,

  remarks: {
    line: (line: number) => `Line ${line}`,
    lines: (lines: readonly number[]) => `Lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`,
    manyLines: (count: number, first: number) => `${count} lines, the first of them line ${first}`,
    tick: {
      goodFaith: 'Tick the statement of good faith, if you can make it.',
      accuracy: 'Tick the statement that the notice is accurate, if you can make it.',
      authority: 'Tick the statement of your authority, if you can make it.',
    } satisfies Readonly<Record<StatementName, string>>,
    work: 'Name the work: its title, its address or a description.',
    addresses: 'Type the exact address of each page.',
    contact: 'Give one way to reach you.',
    signature: 'Type the full name of who signs.',
    words: 'Answer our question in your own words.',
    noAddress: 'This is no web address. Copy it from the address line of your browser.',
    oneAddress: 'Type at least one address.',
    documentFile:
      'PDF and Word files are not read here: open it, copy the text of the article, and paste it into the field above.',
    notText: 'This is not a text file: save it as plain text in UTF-8.',
    tooLargeFile: 'The file is larger than 1 MB: send the article’s own text without the page around it.',
    /** What the API's validator says of a field. */
    refused: (detail: string): string => detail,
  },

  receipt: {
    title: (caseId: string) => `Receipt ${caseId}`,
    heading: 'We have your complaint',
    number: 'Case number',
    arrived: 'Arrived',
    decideBy: 'We decide by',
    yourPage: 'Your page',
    keep: 'Keep this address.',
    keepWhy:
      'It shows how each address stands, and lets you answer, add and withdraw. Whoever has it can do the same: do not pass it on.',
    missing: 'What is missing',
    addOn: (page: Linked): ReactNode => <>Add it on {page('your page')}.</>,
    othersStored: (count: number) =>
      `The other ${count} are being stored; they will stand on your page in a minute.`,
    print: 'Print this page with your browser, or save it as a file.',
  },

  addressesNamed: (count: number) =>
    count === 1 ? 'The address you named' : `The ${count} addresses you named`,

  follow: {
    title: (caseId: string) => `Complaint ${caseId}`,
    heading: (caseId: ReactNode): ReactNode => <>Complaint {caseId}</>,
    seenAt: (when: ReactNode): ReactNode => <>As of {when}. Open the page again to see what is new.</>,
    done: {
      answered: 'Thank you, your answer has arrived.',
      text: 'Thank you, the text has arrived and is being compared.',
      added: 'The addresses were added.',
      known: 'These addresses were in the complaint already; nothing was added.',
      withdrawn: 'It is withdrawn.',
    },
    nothingMissing: 'Nothing is missing. Press “Send the answer” to send it.',
    arrivedOn: (when: ReactNode): ReactNode => <>It arrived on {when}.</>,
    clock: {
      title: 'Our time',
      left: (length: string) => `${length} left`,
      overdue: (length: string) => `overdue by ${length}`,
      paused: (length: string) => `${length} left: it stands still until we have your answer`,
      inTime: 'decided in time',
      late: 'decided late',
      stopped: 'stopped: nothing is to be decided any more',
      decideBy: (when: ReactNode): ReactNode => <>: we decide by {when}</>,
      sorry: (when: ReactNode): ReactNode => (
        <>The decision was due on {when}. We are sorry that it was not made in time.</>
      ),
      how: 'How this is counted',
      began: (when: ReactNode): ReactNode => <>The 24 hours began when the complaint arrived, on {when}.</>,
      stoodStill: (from: ReactNode, to: ReactNode): ReactNode => (
        <>
          They stood still from {from} to {to}, while we waited for your answer.
        </>
      ),
      standsStill: (from: ReactNode): ReactNode => (
        <>They stand still from {from} on, since we asked you for something.</>
      ),
      ended: (when: ReactNode): ReactNode => <>They ended on {when}.</>,
      weekends: 'They run on weekends and holidays too.',
    },
    answer: {
      title: 'What we need from you',
      lawAsks:
        'The law asks for these, and your complaint does not have them yet. What you sent already is kept.',
      whichWork: (work: number | undefined) =>
        `Which work was copied${work === undefined ? '' : ` (work ${work + 1})`}`,
      orDescription: 'Or a short description',
      addresses: 'The exact address of each page on our site, one a line',
      someAddresses:
        'Some addresses do not lead to one page, as is said below at each. Add the exact ones with ‘Add addresses’ and withdraw the others.',
      email: 'E-mail address, or another way to reach you below',
      personAsks: 'A person looked at your complaint and asks for:',
      words: 'Your answer',
      send: 'Send the answer',
    },
    originalText: {
      title: 'The text of your original',
      why: 'To compare the pages with your work we need its text. Paste it or send it as a file; it is compared at once. Our time does not stand still for it: without the text a person decides by what the complaint says.',
      whichWork: 'Which work',
      textOf: (title: string) => (title === '' ? 'Text of your work' : `Text of ‘${title}’`),
      text: 'Its text',
      file: 'Or a file',
      fileHint: 'Plain text, or the page as saved (HTML); 1 MB at most.',
      send: 'Send the text',
    },
    items: {
      someShown: (count: number) =>
        `${count} are shown; the others are being stored. Open this page again in a minute.`,
      none: 'You named none yet.',
      counts: {
        done: 'carried out',
        ordered: 'being carried out',
        open: 'not decided yet',
        other: 'decided otherwise',
        withdrawn: 'withdrawn by you',
      } satisfies Readonly<Record<Progress, string>>,
      count: (what: string, count: number) => `${count} ${what}`,
      withdraw: 'Withdraw',
      withdrawOne: (no: number) => ` address ${no}`,
      withdrawAll: 'Withdraw the whole complaint',
      gone: 'gone',
      removed: 'removed, as the site says',
      takenDown: 'taken down, as the site says',
      withdrawnByYou: 'withdrawn by you',
      copies: (title: ReactNode): ReactNode => <>Copies ‘{title}’</>,
      unnamedWork: (work: number) => `work ${work + 1}`,
      decided: (when: ReactNode): ReactNode => <>decided {when}</>,
      carriedOut: 'being carried out',
      acknowledged: (when: ReactNode): ReactNode => <>the site said it is done {when}</>,
      confirmedGone: (when: ReactNode): ReactNode => <>confirmed gone {when}</>,
    },
    more: {
      title: 'Add addresses',
      addresses: 'Further pages on our site that copy your work, one a line',
      hint: 'They are part of this complaint and of its statements, and have 24 hours of their own.',
      whichWork: 'Which work they copy',
      send: 'Add the addresses',
    },
    redress: {
      title: 'If you think this is wrong',
      until: (
        when: ReactNode,
        how: { readonly agent: string | undefined; readonly caseId: string },
      ): ReactNode => (
        <>
          Until {when} you can ask for another look, by answering our mail
          {how.agent === undefined ? '' : ` or writing to ${how.agent}, with ${how.caseId} in the subject`}.
        </>
      ),
      byAnother: 'Somebody else than who decided looks at it.',
      court: 'You can also go to court at any time.',
    },
    history: 'What has happened',
    address: (no: number) => `address ${no}`,
    receipt: 'Receipt to print',
  },

  withdraw: {
    title: 'Withdraw',
    all: (caseId: string) => `Withdraw complaint ${caseId}?`,
    one: (no: number) => `Withdraw address ${no}?`,
    what: 'What is withdrawn is not decided any more. A page that this complaint took down is put back, so far as nothing else stands against it. This cannot be undone; you can file a new complaint.',
    pressAll: 'Withdraw everything',
    pressOne: 'Withdraw this address',
    back: 'No, go back',
  },

  tooLarge: {
    title: 'Too large to be sent',
    detail: 'Nothing of it arrived: all that a page sends together may have 4 MB, a file or a text 1 MB.',
    what: 'Go back in your browser: what you typed should still be there. Choose a smaller file, save a document as plain text, or send the addresses in several complaints.',
  },

  problem: {
    goBack: (anew: Linked): ReactNode => (
      <>
        If you had typed something, go back in your browser: it should still be there. You can also{' '}
        {anew('begin a new complaint')}.
      </>
    ),
    quote: (instance: ReactNode): ReactNode => <>Quote this to the operator if it stays so: {instance}</>,
    /** In place of what the API says of a problem, which is English. */
    instead: undefined as
      | Readonly<Record<ProblemKind | 'unexpected', { readonly title: string; readonly detail: string }>>
      | undefined,
    tooMany: (seconds: number) => `Too many requests: try again in ${seconds} seconds.`,
  },

  /** Where a case stands, as its complainant reads it. */
  states: {
    RECEIVED: 'It has arrived.',
    SCREENING: 'It is being checked for what the law asks.',
    IN_REVIEW: 'It is complete, and a person decides on it.',
    AWAITING_COMPLAINANT: 'We wait for an answer from you.',
    AWAITING_APPROVAL: 'It is complete, and a second person looks at the decision.',
    ESCALATED: 'It is with our legal team.',
    ACTIONED: 'It is decided.',
    REJECTED: 'It is decided.',
    MERGED: 'It goes on as part of another of your complaints.',
    WITHDRAWN: 'It is withdrawn.',
    COUNTER_SCREENING: 'It is decided. A counter notice has come in and is being checked.',
    COUNTER_WINDOW: 'It is decided. A valid counter notice has come in; you have a copy by mail.',
    COURT_HOLD: 'It is decided, and stays as it is until a court has spoken.',
    RESTORED: 'The material was put back.',
    APPEAL: 'It is decided, and is being looked at once more.',
    CLOSED: 'It is closed.',
  } satisfies Readonly<Record<CaseState, string>>,

  events: {
    submitted: 'Your complaint arrived.',
    information_requested: 'We asked you for what is missing.',
    answered: 'Your answer arrived.',
    reopened_by_reply: 'Your answer arrived and opened the case again.',
    completed: 'The complaint was complete and went to review.',
    items_added: 'Addresses were added.',
    original_supplied: 'The text of an original arrived.',
    items_decided: 'A decision was made.',
    turned_away: 'The complaint was closed as a whole.',
    cms_acknowledged: 'The site said that the order is carried out.',
    confirmed_gone: 'The page was looked at, and is gone.',
    withdrawn: 'You withdrew.',
    merged: 'It was joined with another of your complaints.',
    counter_arrived: 'A counter notice arrived.',
    action_filed: 'An action in court was reported.',
    court_decided: 'A court decision arrived.',
    restored: 'The material was put back.',
    appealed: 'Another look was asked for.',
    appeal_decided: 'The second look was decided.',
    closed: 'The case was closed.',
    reopened: 'The case was opened again.',
  } satisfies Readonly<Record<ToldEvent, string>>,
};

/** All that the public pages say in one language. */
export type Words = typeof en;
