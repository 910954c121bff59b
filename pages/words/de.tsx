import { de as letters } from '../../shared/desk/mail/locales/de';
import { inOtherWords } from '../refused-words';
import type { Words } from './en';

export const de: Words = {
  letters,
  formats: 'de',
  document: {
    brand: 'Urheberrechtsbeschwerden',
    skip: 'Zum Inhalt springen',
    language: 'Sprache',
  },

  front: {
    title: 'Urheberrechtsstelle',
    copied: (file) => (
      <>
        Hat eine Seite einer unserer Websites Ihr Werk kopiert? {file('Beschwerde einreichen')}. Sie brauchen
        kein Konto; ein Mensch entscheidet über jede Adresse innerhalb von 24 Stunden.
      </>
    ),
    filed:
      'Haben Sie schon eine eingereicht? Öffnen Sie den Link aus Ihrer Eingangsbestätigung oder aus einer unserer E-Mails: Dort steht, wie es um jede Adresse steht, und dort antworten Sie uns.',
    publish: (account) => (
      <>
        Sind Sie selbst ein Verlag? Mit {account('einem Verlagskonto')} (auf Englisch) registrieren Sie Ihre
        Originale und Lizenzen und sehen die gefundenen Kopien.
      </>
    ),
    programs: (api, console) => (
      <>
        Programme nutzen {api('die Schnittstelle')}, unsere Mitarbeiter {console('die Konsole')} (beide auf
        Englisch).
      </>
    ),
  },

  form: {
    toBePutRight: (title) => `Bitte berichtigen: ${title}`,
    putRight: 'Es wurde noch nichts gesendet: Bitte berichtigen Sie dies',
    unguarded:
      'Ihr Browser hat unser Cookie nicht mitgesandt, daher wissen wir nicht, ob das von Ihnen kommt. Ihre Eingaben sind noch da: Erlauben Sie Cookies für diese Website und drücken Sie die Schaltfläche noch einmal.',
    ourFault: (requestId) =>
      `Bei uns ist etwas fehlgeschlagen, und wir wissen nicht, ob es angekommen ist. Ihre Eingaben sind noch da: Drücken Sie die Schaltfläche noch einmal, es zählt nur einmal. Wenn es so bleibt, nennen Sie dem Betreiber ${requestId}.`,
    signature: 'Unterschrift: Ihr voller Name',
    signatureHint: 'Der Name der Person, die unterzeichnet; ein Firmenname allein genügt nicht.',
    optional: (label) => `${label} (freiwillig)`,
    email: 'E-Mail-Adresse',
    phone: 'Telefon',
    postalAddress: 'Postanschrift',
  },

  complaint: {
    title: 'Beschwerde einreichen',
    // A soft hyphen: not every browser knows where a long word may break on a narrow screen.
    heading: 'Urheberrechts\u00adbeschwerde einreichen',
    saved: (url, until) => (
      <>
        Ihre Seite ist unter {url} gespeichert, {until === undefined ? '14 Tage lang' : <>bis {until}</>}, und
        wird dann gelöscht. Wer diese Adresse hat, kann sie lesen; gesendet ist nichts, und es läuft keine
        Frist.
      </>
    ),
    discard: 'Gespeicherte Seite wegwerfen',
    discarded: 'Die gespeicherte Seite ist weggeworfen; ihr Link führt nirgends mehr hin.',
    lacks: 'Es wurde noch nichts gesendet: Etwas fehlt, was das Gesetz verlangt',
    lacksMore:
      'Ergänzen Sie es und senden Sie noch einmal. Wenn Sie das nicht können, senden Sie die Beschwerde mit der zweiten Schaltfläche am Ende so, wie sie ist: Ein Fall wird trotzdem eröffnet, und wir schreiben Ihnen, was fehlt.',
    check: 'Prüfen',
    nothingMissing: 'Es fehlt nichts. Drücken Sie „Beschwerde senden“, um sie zu senden.',
    readFromFile: (count) =>
      count === 1
        ? 'Eine Adresse wurde aus der Datei gelesen.'
        : `${count} Adressen wurden aus der Datei gelesen.`,
    chooseFile: 'Wählen Sie zuerst eine Datei.',
    promise:
      'Ein Mensch entscheidet innerhalb von 24 Stunden, auch am Wochenende. Sie brauchen kein Konto und etwa fünf Minuten; Sie können die Seite speichern und später weitermachen.',
    need: 'Was Sie brauchen',
    needs: [
      'die Adresse jeder Seite unserer Website, die Ihr Werk kopiert',
      'den Titel Ihres Werks oder die Adresse, unter der Sie es veröffentlicht haben',
      'einen Weg, Sie zu erreichen, am besten eine E-Mail-Adresse',
      'drei Erklärungen zum Ankreuzen und Ihren Namen als Unterschrift',
    ],
    next: 'Wie es weitergeht',
    steps: [
      'Sie erhalten sofort ein Aktenzeichen und einen Link, der zeigt, wie es um jede Adresse steht.',
      'Fehlt etwas, fragen wir Sie einmal nach allem. Bis Sie antworten, ruht unsere Frist.',
      'Ein Mensch entscheidet über jede Adresse innerhalb von 24 Stunden nach ihrem Eingang.',
      'Sie erfahren die Entscheidung mit ihrem Grund und sehen, wann die Website sie ausgeführt hat.',
    ],
    copyrightOnly: 'Diese Seite ist allein für das Urheberrecht.',
    works: 'Was kopiert wurde, und wo',
    work: (index, count) => (count === 1 ? 'Das Werk' : `Werk ${index + 1} von ${count}`),
    workNo: (index) => `Werk ${index + 1}`,
    addWork: 'Weiteres Werk hinzufügen',
    removeWork: (index) => `Werk ${index + 1} entfernen`,
    workTitle: 'Titel Ihres Werks',
    originalUrl: 'Wo Sie es veröffentlicht haben',
    originalUrlHint: 'Die Internetadresse. Ohne sie beschreiben Sie bitte das Werk.',
    description: 'Beschreibung',
    addresses: 'Seiten unserer Website, die dieses Werk kopieren',
    addressesHint: 'Die genaue Adresse jeder Seite, eine je Zeile.',
    part: 'Was übernommen wurde',
    parts: {
      '': 'Keine Angabe',
      whole_text: 'Der ganze Text',
      passage: 'Stellen aus dem Text',
      image: 'Ein Bild',
      headline: 'Die Überschrift',
    },
    pasteText: 'Text Ihres Originals einfügen',
    text: 'Text des Originals',
    textHint:
      'Damit können wir die Seiten sofort mit Ihrem Werk vergleichen. Er wird für nichts anderes verwendet. Höchstens 1 MB.',
    file: 'Oder die Adressen aus einer Datei lesen',
    fileHint: (column) => (
      <>
        Reiner Text mit einer Adresse je Zeile; der Text, den Google für viele Werke annimmt, jedes nach einem{' '}
        {column('#')}; oder eine CSV-Tabelle mit den Spalten {column('url')}, {column('original')} und{' '}
        {column('title')}. Höchstens 1 MB. Sie kommen zu den oben eingegebenen hinzu, bis zu 500 in einer
        Beschwerde.
      </>
    ),
    readFile: 'Datei lesen',
    listRefused: {
      too_large: (name) => `„${name}“ ist größer als 1 MB: Senden Sie die Datei in Teilen.`,
      not_text: (name) =>
        `„${name}“ ist keine Textdatei: Speichern Sie sie als reinen Text oder CSV, in UTF-8.`,
      no_addresses: (name) => `„${name}“ enthält keine Adressen.`,
      too_many_works: () => 'Eine Beschwerde fasst 200 Werke: Senden Sie die übrigen in einer weiteren.',
    },
    explanation: 'Warum das nicht erlaubt ist',
    explanationHint:
      'Zum Beispiel: Es gibt keine Lizenz, oder sie ist abgelaufen. In der Europäischen Union legt eine Meldung dar, warum der Inhalt rechtswidrig ist (Art. 16 Abs. 2 Buchst. a der Verordnung (EU) 2022/2065); dass er Ihr Werk kopiert, ist auch eine Begründung.',
    who: 'Wer Sie sind und wie wir Sie erreichen',
    whoHint:
      'Ein Weg, Sie zu erreichen, genügt; per E-Mail können wir Ihnen Eingangsbestätigung, Rückfragen und Entscheidung senden.',
    name: 'Ihr Name',
    organisation: 'Organisation',
    capacity: 'In welcher Eigenschaft Sie schreiben',
    capacities: {
      '': 'Bitte wählen',
      owner: 'Ich bin Inhaber des Rechts',
      agent: 'Ich handle für den Inhaber',
    },
    onBehalfOf: 'Für wen Sie handeln, wenn nicht für sich selbst',
    fromAccount: (id: string) => `Aus dem Konto ${id} einreichen, das sie dann aufführt`,
    accountSignedOut:
      'Sie sind in diesem Konto nicht mehr angemeldet. Melden Sie sich in einem anderen Tab an und senden Sie noch einmal; oder nehmen Sie den Haken weg, dann wird sie ohne das Konto eingereicht.',
    statements: 'Ihre Erklärungen',
    statementsHint:
      'Kreuzen Sie nur an, was Sie sagen können. Bedenken Sie vorher, ob die Nutzung lizenziert, ein Zitat oder sonst gesetzlich erlaubt ist. Die Erklärungen werden auf Englisch abgegeben, in den Worten, an denen das Recht der USA sie erkennt; in Klammern steht, was sie bedeuten.',
    warning: 'Warnung.',
    warningText:
      'Wer wissentlich in einem wesentlichen Punkt falsch behauptet, dass etwas Rechte verletzt, haftet für Schäden, Kosten und Anwaltshonorare, die daraus folgen (17 U.S.C. 512(f)).',
    sending: 'Senden',
    send: 'Beschwerde senden',
    sendAnyway: 'So senden, wie sie ist',
    save: 'Speichern und später weitermachen',
    privacy: 'Was mit Ihren Daten geschieht',
    privacyText: [
      'Verantwortlich ist der Betreiber der Website, über die Sie sich beschweren. Ihre Daten dienen der Bearbeitung dieser Beschwerde und eines Streits darüber: Das ist unsere rechtliche Pflicht und unser berechtigtes Interesse (Art. 6 Abs. 1 Buchst. c und f der Verordnung (EU) 2016/679). Nur wer an dem Fall arbeitet, sieht sie; gespeichert werden sie bei dem Anbieter, auf dessen Rechnern diese Stelle läuft. Wer die Seite eingestellt hat, erfährt, was warum entschieden wurde; Ihren Namen nur, wo das Gesetz es verlangt, Telefon, Anschrift und Unterschrift nicht. Sendet die Gegenseite eine Gegendarstellung nach dem Recht der USA (counter notice), erhalten Sie davon eine Kopie.',
      'Sie werden aufbewahrt, solange der Fall und Ansprüche daraus bestehen können. Sie können Auskunft, Berichtigung oder Löschung verlangen und widersprechen, indem Sie der Urheberrechtsstelle der Website schreiben, und sich bei einer Datenschutzbehörde beschweren. Niemand muss seinen Namen nennen; ohne einen Weg, Sie zu erreichen, können wir Sie nichts fragen.',
    ],
  },

  statements: {
    goodFaith:
      'Ich glaube nach Treu und Glauben, dass die Nutzung des Werks auf den hier genannten Seiten weder vom Rechteinhaber oder seinem Vertreter noch durch das Gesetz erlaubt ist.',
    accuracy:
      'Ich glaube nach Treu und Glauben, dass die Angaben und Behauptungen in dieser Meldung richtig und vollständig sind.',
    authority:
      'Unter Strafe des Meineids: Ich bin Inhaber eines ausschließlichen Rechts, das verletzt sein soll, oder darf für den Inhaber handeln.',
  },

  remarks: {
    line: (line) => `Zeile ${line}`,
    lines: (lines) => `Zeilen ${lines.slice(0, -1).join(', ')} und ${lines.at(-1)}`,
    manyLines: (count, first) => `${count} Zeilen, die erste davon Zeile ${first}`,
    tick: {
      goodFaith: 'Kreuzen Sie die Erklärung nach Treu und Glauben an, wenn Sie sie abgeben können.',
      accuracy: 'Kreuzen Sie die Erklärung an, dass die Angaben richtig sind, wenn Sie sie abgeben können.',
      authority: 'Kreuzen Sie die Erklärung zu Ihrer Befugnis an, wenn Sie sie abgeben können.',
    },
    work: 'Nennen Sie das Werk: seinen Titel, seine Adresse oder eine Beschreibung.',
    addresses: 'Geben Sie die genaue Adresse jeder Seite ein.',
    contact: 'Nennen Sie einen Weg, Sie zu erreichen.',
    signature: 'Geben Sie den vollen Namen der Person ein, die unterzeichnet.',
    words: 'Beantworten Sie unsere Frage in Ihren eigenen Worten.',
    noAddress: 'Das ist keine Internetadresse. Kopieren Sie sie aus der Adresszeile Ihres Browsers.',
    oneAddress: 'Geben Sie mindestens eine Adresse ein.',
    documentFile:
      'PDF- und Word-Dateien werden hier nicht gelesen: Öffnen Sie die Datei, kopieren Sie den Text des Artikels und fügen Sie ihn in das Feld darüber ein.',
    notText: 'Das ist keine Textdatei: Speichern Sie sie als reinen Text in UTF-8.',
    tooLargeFile:
      'Die Datei ist größer als 1 MB: Senden Sie nur den Text des Artikels, ohne die Seite darum.',
    refused: inOtherWords({
      tooLong: (max) => `Höchstens ${max} Zeichen.`,
      mailAddress: 'Das ist keine E-Mail-Adresse.',
      control: 'Enthält ein Steuerzeichen: Geben Sie eine Zeile reinen Text ein.',
      surrogate: 'Enthält ein halbes Zeichen: Geben Sie den Text noch einmal ein.',
      tooManyWorks: (max) => `Höchstens ${max} Werke in einer Beschwerde.`,
      tooManyAddresses: (max) => `Höchstens ${max} Adressen in einer Beschwerde.`,
      saysNothing: 'Sagen Sie, worum es geht: Nennen Sie eine Adresse oder ein Werk.',
      tooLargeText: 'Der Text ist größer als 1 MB: Senden Sie nur den Text des Artikels.',
      tooLarge:
        'Die Beschwerde ist größer als 2 MB: Senden Sie die Adressen in mehreren Beschwerden oder fügen Sie weniger Text ein.',
      other: 'Das können wir so nicht annehmen.',
    }),
  },

  receipt: {
    title: (caseId) => `Eingangsbestätigung ${caseId}`,
    heading: 'Ihre Beschwerde ist eingegangen',
    number: 'Aktenzeichen',
    arrived: 'Eingegangen',
    decideBy: 'Wir entscheiden bis',
    yourPage: 'Ihre Seite',
    keep: 'Bewahren Sie diese Adresse auf.',
    keepWhy:
      'Dort steht, wie es um jede Adresse steht; dort antworten, ergänzen und zurückziehen Sie. Wer sie hat, kann dasselbe: Geben Sie sie nicht weiter.',
    missing: 'Was fehlt',
    addOn: (page) => <>Ergänzen Sie es auf {page('Ihrer Seite')}.</>,
    othersStored: (count) =>
      `Die übrigen ${count} werden noch gespeichert; in einer Minute stehen sie auf Ihrer Seite.`,
    print: 'Drucken Sie diese Seite mit Ihrem Browser oder speichern Sie sie als Datei.',
  },

  addressesNamed: (count) =>
    count === 1 ? 'Die von Ihnen genannte Adresse' : `Die ${count} von Ihnen genannten Adressen`,

  follow: {
    title: (caseId) => `Beschwerde ${caseId}`,
    heading: (caseId) => <>Beschwerde {caseId}</>,
    seenAt: (when) => <>Stand: {when}. Öffnen Sie die Seite noch einmal, um Neues zu sehen.</>,
    done: {
      answered: 'Vielen Dank, Ihre Antwort ist eingegangen.',
      text: 'Vielen Dank, der Text ist eingegangen und wird verglichen.',
      added: 'Die Adressen wurden hinzugefügt.',
      known: 'Diese Adressen standen schon in der Beschwerde; nichts wurde hinzugefügt.',
      withdrawn: 'Es ist zurückgezogen.',
    },
    nothingMissing: 'Es fehlt nichts. Drücken Sie „Antwort senden“, um sie zu senden.',
    arrivedOn: (when) => <>Sie ist am {when} eingegangen.</>,
    clock: {
      title: 'Unsere Frist',
      left: (length) => `noch ${length}`,
      overdue: (length) => `überfällig seit ${length}`,
      paused: (length) => `noch ${length}: Sie ruht, bis wir Ihre Antwort haben`,
      inTime: 'rechtzeitig entschieden',
      late: 'zu spät entschieden',
      stopped: 'beendet: Es ist nichts mehr zu entscheiden',
      decideBy: (when) => <>: Wir entscheiden bis {when}</>,
      sorry: (when) => (
        <>Die Entscheidung war am {when} fällig. Wir bedauern, dass sie nicht rechtzeitig kam.</>
      ),
      how: 'Wie gezählt wird',
      began: (when) => <>Die 24 Stunden begannen mit dem Eingang der Beschwerde am {when}.</>,
      stoodStill: (from, to) => (
        <>
          Sie ruhten von {from} bis {to}, während wir auf Ihre Antwort warteten.
        </>
      ),
      standsStill: (from) => <>Sie ruhen seit {from}, da wir Sie um etwas gebeten haben.</>,
      ended: (when) => <>Sie endeten am {when}.</>,
      weekends: 'Sie laufen auch an Wochenenden und Feiertagen.',
    },
    answer: {
      title: 'Was wir von Ihnen brauchen',
      lawAsks:
        'Das verlangt das Gesetz, und Ihre Beschwerde hat es noch nicht. Was Sie schon gesandt haben, bleibt.',
      whichWork: (work) => `Welches Werk kopiert wurde${work === undefined ? '' : ` (Werk ${work + 1})`}`,
      orDescription: 'Oder eine kurze Beschreibung',
      addresses: 'Die genaue Adresse jeder Seite unserer Website, eine je Zeile',
      someAddresses:
        'Einige Adressen führen nicht zu einer einzelnen Seite; unten steht es bei jeder. Fügen Sie die genauen unter „Adressen hinzufügen“ hinzu und ziehen Sie die anderen zurück.',
      email: 'E-Mail-Adresse, oder unten ein anderer Weg, Sie zu erreichen',
      personAsks: 'Ein Mensch hat Ihre Beschwerde angesehen und bittet um:',
      words: 'Ihre Antwort',
      send: 'Antwort senden',
    },
    originalText: {
      title: 'Der Text Ihres Originals',
      why: 'Um die Seiten mit Ihrem Werk zu vergleichen, brauchen wir dessen Text. Fügen Sie ihn ein oder senden Sie ihn als Datei; er wird sofort verglichen. Unsere Frist ruht dafür nicht: Ohne den Text entscheidet ein Mensch nach dem, was in der Beschwerde steht.',
      whichWork: 'Welches Werk',
      textOf: (title) => (title === '' ? 'Text Ihres Werks' : `Text von „${title}“`),
      text: 'Sein Text',
      file: 'Oder eine Datei',
      fileHint: 'Reiner Text oder die gespeicherte Seite (HTML), höchstens 1 MB.',
      send: 'Text senden',
    },
    items: {
      someShown: (count) =>
        `${count} sind zu sehen; die übrigen werden noch gespeichert. Öffnen Sie die Seite in einer Minute noch einmal.`,
      none: 'Sie haben noch keine genannt.',
      counts: {
        done: 'ausgeführt',
        ordered: 'in Ausführung',
        open: 'noch nicht entschieden',
        other: 'anders entschieden',
        withdrawn: 'von Ihnen zurückgezogen',
      },
      count: (what, count) => `${count} ${what}`,
      withdraw: 'Zurückziehen',
      withdrawOne: (no) => `: Adresse ${no}`,
      withdrawAll: 'Die ganze Beschwerde zurückziehen',
      gone: 'nicht mehr da',
      removed: 'entfernt, wie die Website meldet',
      takenDown: 'gesperrt, wie die Website meldet',
      withdrawnByYou: 'von Ihnen zurückgezogen',
      copies: (title) => <>Kopiert „{title}“</>,
      unnamedWork: (work) => `Werk ${work + 1}`,
      decided: (when) => <>entschieden {when}</>,
      carriedOut: 'wird ausgeführt',
      acknowledged: (when) => <>von der Website als ausgeführt gemeldet {when}</>,
      confirmedGone: (when) => <>nachgesehen, nicht mehr da {when}</>,
    },
    more: {
      title: 'Adressen hinzufügen',
      addresses: 'Weitere Seiten unserer Website, die Ihr Werk kopieren, eine je Zeile',
      hint: 'Sie gehören zu dieser Beschwerde und ihren Erklärungen und haben eigene 24 Stunden.',
      whichWork: 'Welches Werk sie kopieren',
      send: 'Adressen senden',
    },
    redress: {
      title: 'Wenn Sie das für falsch halten',
      until: (when, { agent, caseId }) => (
        <>
          Bis {when} können Sie um eine erneute Prüfung bitten, indem Sie auf unsere E-Mail antworten
          {agent === undefined ? '' : ` oder an ${agent} schreiben, mit ${caseId} im Betreff`}.
        </>
      ),
      byAnother: 'Es prüft jemand anderes als der, der entschieden hat.',
      court: 'Sie können auch jederzeit vor Gericht gehen.',
    },
    history: 'Was geschehen ist',
    address: (no) => `Adresse ${no}`,
    receipt: 'Eingangsbestätigung zum Drucken',
  },

  withdraw: {
    title: 'Zurückziehen',
    all: (caseId) => `Beschwerde ${caseId} zurückziehen?`,
    one: (no) => `Adresse ${no} zurückziehen?`,
    what: 'Über das, was zurückgezogen ist, wird nicht mehr entschieden. Eine Seite, die wegen dieser Beschwerde gesperrt wurde, kehrt zurück, soweit nichts anderes dagegen steht. Das lässt sich nicht rückgängig machen; Sie können eine neue Beschwerde einreichen.',
    pressAll: 'Alles zurückziehen',
    pressOne: 'Diese Adresse zurückziehen',
    back: 'Nein, zurück',
  },

  tooLarge: {
    title: 'Zu groß zum Senden',
    detail:
      'Nichts davon ist angekommen: Was eine Seite zusammen sendet, darf 4 MB haben, eine Datei oder ein Text 1 MB.',
    what: 'Gehen Sie in Ihrem Browser zurück: Ihre Eingaben sollten noch da sein. Wählen Sie eine kleinere Datei, speichern Sie ein Dokument als reinen Text, oder senden Sie die Adressen in mehreren Beschwerden.',
  },

  problem: {
    goBack: (anew) => (
      <>
        Wenn Sie etwas eingegeben hatten, gehen Sie in Ihrem Browser zurück: Es sollte noch da sein. Sie
        können auch {anew('eine neue Beschwerde beginnen')}.
      </>
    ),
    quote: (instance) => <>Wenn es so bleibt, nennen Sie dem Betreiber dies: {instance}</>,
    instead: {
      invalid: {
        title: 'Das muss berichtigt werden',
        detail:
          'Was gesendet wurde, konnten wir so nicht lesen. Senden Sie es von seiner Seite aus noch einmal.',
      },
      unauthenticated: { title: 'Bitte melden Sie sich an', detail: 'Dafür muss man angemeldet sein.' },
      forbidden: { title: 'Nicht erlaubt', detail: 'Das ist Ihnen hier nicht erlaubt.' },
      not_found: {
        title: 'Das gibt es hier nicht',
        detail:
          'Diese Adresse führt zu nichts. Nehmen Sie den Link so, wie er in Ihrer Eingangsbestätigung steht; gespeicherte Seiten werden gelöscht, sobald sie gesendet sind, spätestens nach 14 Tagen.',
      },
      conflict: {
        title: 'Jemand war schneller',
        detail: 'Der Fall hat sich gerade geändert. Öffnen Sie Ihre Seite noch einmal.',
      },
      refused: {
        title: 'Das geht jetzt nicht',
        detail: 'So, wie der Fall steht, geht das nicht. Ihre Seite zeigt, was möglich ist.',
      },
      precondition_failed: {
        title: 'Es hat sich geändert',
        detail: 'Seit Sie es gelesen haben, hat es sich geändert. Öffnen Sie die Seite noch einmal.',
      },
      precondition_required: {
        title: 'Öffnen Sie die Seite noch einmal',
        detail: 'Es ist nicht klar, auf welchen Stand sich das bezieht.',
      },
      too_many_requests: {
        title: 'Zu viele Anfragen',
        detail: 'Von Ihrem Anschluss kamen zu viele Anfragen. Versuchen Sie es in einer Minute noch einmal.',
      },
      unavailable: {
        title: 'Bitte später noch einmal',
        detail: 'Das ist gerade nicht erreichbar. Versuchen Sie es in einer Minute noch einmal.',
      },
      corrupt: {
        title: 'Bei uns ist etwas fehlgeschlagen',
        detail: 'An dem, was Sie gesendet haben, liegt es nicht. Versuchen Sie es noch einmal.',
      },
      unexpected: {
        title: 'Bei uns ist etwas fehlgeschlagen',
        detail: 'An dem, was Sie gesendet haben, liegt es nicht. Versuchen Sie es noch einmal.',
      },
    },
    tooMany: (seconds) => `Zu viele Anfragen: Versuchen Sie es in ${seconds} Sekunden noch einmal.`,
  },

  states: {
    RECEIVED: 'Sie ist eingegangen.',
    SCREENING: 'Es wird geprüft, ob sie hat, was das Gesetz verlangt.',
    IN_REVIEW: 'Sie ist vollständig, und ein Mensch entscheidet darüber.',
    AWAITING_COMPLAINANT: 'Wir warten auf eine Antwort von Ihnen.',
    AWAITING_APPROVAL: 'Sie ist vollständig, und eine zweite Person sieht sich die Entscheidung an.',
    ESCALATED: 'Sie liegt bei unserer Rechtsabteilung.',
    ACTIONED: 'Es ist entschieden.',
    REJECTED: 'Es ist entschieden.',
    MERGED: 'Sie geht als Teil einer anderen Ihrer Beschwerden weiter.',
    WITHDRAWN: 'Sie ist zurückgezogen.',
    COUNTER_SCREENING:
      'Es ist entschieden. Eine Gegendarstellung (counter notice) ist eingegangen und wird geprüft.',
    COUNTER_WINDOW:
      'Es ist entschieden. Eine gültige Gegendarstellung (counter notice) ist eingegangen; Sie haben eine Kopie per E-Mail.',
    COURT_HOLD: 'Es ist entschieden und bleibt, wie es ist, bis ein Gericht gesprochen hat.',
    RESTORED: 'Das Material wurde wiederhergestellt.',
    APPEAL: 'Es ist entschieden und wird noch einmal geprüft.',
    CLOSED: 'Der Fall ist geschlossen.',
  },

  events: {
    submitted: 'Ihre Beschwerde ist eingegangen.',
    information_requested: 'Wir haben Sie um das gebeten, was fehlt.',
    answered: 'Ihre Antwort ist eingegangen.',
    reopened_by_reply: 'Ihre Antwort ist eingegangen und hat den Fall wieder geöffnet.',
    completed: 'Die Beschwerde war vollständig und ging zur Entscheidung.',
    items_added: 'Adressen wurden hinzugefügt.',
    original_supplied: 'Der Text eines Originals ist eingegangen.',
    items_decided: 'Eine Entscheidung wurde getroffen.',
    turned_away: 'Die Beschwerde wurde als Ganzes geschlossen.',
    cms_acknowledged: 'Die Website hat gemeldet, dass es ausgeführt ist.',
    confirmed_gone: 'Es wurde nachgesehen: Die Seite ist nicht mehr da.',
    withdrawn: 'Sie haben zurückgezogen.',
    merged: 'Sie wurde mit einer anderen Ihrer Beschwerden verbunden.',
    counter_arrived: 'Eine Gegendarstellung (counter notice) ist eingegangen.',
    action_filed: 'Eine Klage wurde uns gemeldet.',
    court_decided: 'Eine Gerichtsentscheidung ist eingegangen.',
    restored: 'Das Material wurde wiederhergestellt.',
    appealed: 'Um eine erneute Prüfung wurde gebeten.',
    appeal_decided: 'Über die erneute Prüfung ist entschieden.',
    closed: 'Der Fall wurde geschlossen.',
    reopened: 'Der Fall wurde wieder geöffnet.',
  },
};
