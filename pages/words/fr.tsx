import { fr as letters } from '../../shared/desk/mail/locales/fr';
import { inOtherWords } from '../refused-words';
import type { Words } from './en';

export const fr: Words = {
  letters,
  formats: 'fr',
  document: {
    brand: 'Réclamations de droit d’auteur',
    skip: 'Aller au contenu',
    language: 'Langue',
  },

  front: {
    title: 'Service du droit d’auteur',
    copied: (file) => (
      <>
        Une page de l’un de nos sites a copié votre œuvre&#8239;? {file('Déposer une réclamation')}. Aucun
        compte n’est nécessaire&#8239;; une personne statue sur chaque adresse dans les 24 heures.
      </>
    ),
    filed:
      'Vous en avez déjà déposé une\u202f? Ouvrez le lien de votre accusé de réception ou de l’un de nos courriels\u00a0: il montre où en est chaque adresse et reçoit vos réponses.',
    publish: (account) => (
      <>
        Vous êtes éditeur&#8239;? Avec {account('un compte d’éditeur')} (en anglais), vous enregistrez vos
        originaux et vos licences, et voyez les copies que nous avons trouvées.
      </>
    ),
    programs: (api, console) => (
      <>
        Les programmes utilisent {api('l’interface')}, nos équipes {console('la console')} (toutes deux en
        anglais).
      </>
    ),
  },

  form: {
    toBePutRight: (title) => `À corriger\u00a0: ${title}`,
    putRight: 'Rien n’a encore été envoyé\u00a0: veuillez corriger ceci',
    unguarded:
      'Votre navigateur n’a pas renvoyé notre cookie\u00a0: nous ne pouvons pas savoir si cet envoi vient de vous. Ce que vous avez saisi est toujours là\u00a0: autorisez les cookies de ce site et appuyez de nouveau sur le bouton.',
    ourFault: (requestId) =>
      `Une erreur s’est produite chez nous, et nous ne savons pas si votre envoi est arrivé. Ce que vous avez saisi est toujours là\u00a0: appuyez de nouveau sur le bouton, l’envoi ne compte qu’une fois. Si l’erreur persiste, indiquez ${requestId} à l’exploitant.`,
    signature: 'Signature\u00a0: votre nom complet',
    signatureHint: 'Le nom de la personne qui signe\u202f; un nom de société seul ne suffit pas.',
    optional: (label) => `${label} (facultatif)`,
    email: 'Adresse électronique',
    phone: 'Téléphone',
    postalAddress: 'Adresse postale',
  },

  complaint: {
    title: 'Déposer une réclamation',
    heading: 'Déposer une réclamation de droit d’auteur',
    saved: (url, until) => (
      <>
        Votre page est conservée à l’adresse {url}{' '}
        {until === undefined ? 'pendant 14 jours' : <>jusqu’au {until}</>}, puis supprimée. Quiconque a cette
        adresse peut la lire&#8239;; rien n’a été envoyé et aucun délai ne court.
      </>
    ),
    discard: 'Supprimer la page conservée',
    discarded: 'La page conservée est supprimée\u202f; son lien ne mène plus nulle part.',
    lacks: 'Rien n’a encore été envoyé\u00a0: il manque un élément exigé par la loi',
    lacksMore:
      'Ajoutez-le et envoyez de nouveau. Si vous ne le pouvez pas, envoyez la réclamation en l’état avec le second bouton, à la fin\u00a0: un dossier est ouvert malgré tout, et nous vous écrivons ce qui manque.',
    check: 'Vérifier',
    nothingMissing: 'Il ne manque rien. Appuyez sur «\u00a0Envoyer la réclamation\u00a0» pour l’envoyer.',
    readFromFile: (count) =>
      count === 1
        ? 'Une adresse a été lue dans le fichier.'
        : `${count} adresses ont été lues dans le fichier.`,
    chooseFile: 'Choisissez d’abord un fichier.',
    promise:
      'Une personne statue dans les 24 heures, week-end compris. Il vous faut cinq minutes environ et aucun compte\u202f; vous pouvez enregistrer la page et continuer plus tard.',
    need: 'Ce qu’il vous faut',
    needs: [
      'l’adresse de chaque page de notre site qui copie votre œuvre',
      'le titre de votre œuvre, ou l’adresse où vous l’avez publiée',
      'un moyen de vous joindre, de préférence une adresse électronique',
      'trois déclarations à cocher et votre nom comme signature',
    ],
    next: 'Ce qui se passe ensuite',
    steps: [
      'Vous recevez aussitôt un numéro de dossier et un lien qui montre où en est chaque adresse.',
      'S’il manque quelque chose, nous vous le demandons en une seule fois. Notre délai est suspendu jusqu’à votre réponse.',
      'Une personne statue sur chaque adresse dans les 24 heures de son arrivée.',
      'Vous apprenez la décision et son motif, et voyez quand le site l’a exécutée.',
    ],
    copyrightOnly: 'Cette page ne concerne que le droit d’auteur.',
    works: 'Ce qui a été copié, et où',
    work: (index, count) => (count === 1 ? 'L’œuvre' : `Œuvre ${index + 1} sur ${count}`),
    workNo: (index) => `Œuvre ${index + 1}`,
    addWork: 'Ajouter une œuvre',
    removeWork: (index) => `Retirer l’œuvre ${index + 1}`,
    workTitle: 'Titre de votre œuvre',
    originalUrl: 'Où vous l’avez publiée',
    originalUrlHint: 'Son adresse web. À défaut, décrivez l’œuvre.',
    description: 'Description',
    addresses: 'Pages de notre site qui copient cette œuvre',
    addressesHint: 'L’adresse exacte de chaque page, une par ligne.',
    part: 'Ce qui a été repris',
    parts: {
      '': 'Sans indication',
      whole_text: 'Le texte entier',
      passage: 'Des passages du texte',
      image: 'Une image',
      headline: 'Le titre',
    },
    pasteText: 'Coller le texte de votre original',
    text: 'Texte de l’original',
    textHint:
      'Avec lui, nous pouvons comparer aussitôt les pages avec votre œuvre. Il ne sert à rien d’autre. 1 Mo au plus.',
    file: 'Ou lire les adresses dans un fichier',
    fileHint: (column) => (
      <>
        Du texte brut avec une adresse par ligne&#8239;; le texte que Google accepte pour plusieurs œuvres,
        chacune après un {column('#')}&#8239;; ou un tableau CSV avec les colonnes {column('url')},{' '}
        {column('original')} et {column('title')}. 1 Mo au plus. Elles s’ajoutent à celles saisies plus haut,
        jusqu’à 500 dans une réclamation.
      </>
    ),
    readFile: 'Lire le fichier',
    listRefused: {
      too_large: (name) => `«\u00a0${name}\u00a0» dépasse 1 Mo\u00a0: envoyez-le en plusieurs parties.`,
      not_text: (name) =>
        `«\u00a0${name}\u00a0» n’est pas un fichier texte\u00a0: enregistrez-le en texte brut ou en CSV, en UTF-8.`,
      no_addresses: (name) => `«\u00a0${name}\u00a0» ne contient aucune adresse.`,
      too_many_works: () =>
        'Une réclamation contient 200 œuvres au plus\u00a0: envoyez les autres séparément.',
    },
    explanation: 'Pourquoi ce n’est pas permis',
    explanationHint:
      'Par exemple\u00a0: il n’y a pas de licence, ou elle a pris fin. Dans l’Union européenne, une notification explique pourquoi le contenu est illicite (art. 16, paragraphe 2, point a), du règlement (UE) 2022/2065)\u202f; qu’il copie votre œuvre est aussi une explication.',
    who: 'Qui vous êtes et comment vous joindre',
    whoHint:
      'Un seul moyen de vous joindre suffit\u202f; par courriel, nous pouvons vous envoyer l’accusé de réception, nos questions et la décision.',
    name: 'Votre nom',
    organisation: 'Organisation',
    capacity: 'En quelle qualité vous écrivez',
    capacities: {
      '': 'Veuillez choisir',
      owner: 'Je suis titulaire du droit',
      agent: 'J’agis pour le titulaire',
    },
    onBehalfOf: 'Pour qui vous agissez, si ce n’est pour vous-même',
    fromAccount: (id: string) => `La déposer depuis le compte ${id}, qui l’énumérera`,
    accountSignedOut:
      'Vous n’êtes plus connecté à ce compte. Connectez-vous dans un autre onglet et envoyez de nouveau\u202f; ou enlevez la coche, et elle sera déposée sans le compte.',
    statements: 'Vos déclarations',
    statementsHint:
      'Ne cochez que ce que vous pouvez affirmer. Demandez-vous d’abord si l’utilisation est sous licence, une citation, ou permise par la loi d’une autre façon. Les déclarations se font en anglais, dans les termes que reconnaît le droit des États-Unis\u202f; leur sens figure entre parenthèses.',
    warning: 'Avertissement.',
    warningText:
      'Quiconque prétend sciemment à tort, sur un point important, qu’un contenu porte atteinte à un droit répond des dommages, frais et honoraires d’avocat qui en résultent (17 U.S.C. 512(f)).',
    sending: 'Envoyer',
    send: 'Envoyer la réclamation',
    sendAnyway: 'L’envoyer en l’état',
    save: 'Enregistrer et continuer plus tard',
    privacy: 'Ce que nous faisons de vos données',
    privacyText: [
      'Le responsable est l’exploitant du site que vous visez. Vos données servent à traiter cette réclamation et tout litige à son sujet\u00a0: c’est notre obligation légale et notre intérêt légitime (art. 6, paragraphe 1, points c) et f), du règlement (UE) 2016/679). Seules les personnes qui travaillent sur le dossier les voient\u202f; le prestataire dont les ordinateurs font fonctionner ce service les stocke. Celui qui a publié la page apprend ce qui a été décidé et pourquoi\u202f; votre nom seulement si la loi l’exige, jamais votre téléphone, votre adresse ni votre signature. S’il envoie une contre-notification de droit américain (counter notice), vous en recevez une copie.',
      'Elles sont conservées aussi longtemps que le dossier et les droits qui peuvent en naître. Vous pouvez en demander une copie, la rectification ou l’effacement, et vous opposer au traitement, en écrivant au service du droit d’auteur du site\u202f; vous pouvez aussi saisir une autorité de protection des données. Personne n’est tenu de donner son nom\u202f; sans moyen de vous joindre, nous ne pouvons rien vous demander.',
    ],
  },

  statements: {
    goodFaith:
      'Je crois de bonne foi que l’utilisation de l’œuvre sur les pages citées ici n’est autorisée ni par le titulaire des droits ou son représentant, ni par la loi.',
    accuracy:
      'Je crois de bonne foi que les informations et allégations de cette notification sont exactes et complètes.',
    authority:
      'Sous peine de parjure\u00a0: je suis titulaire d’un droit exclusif prétendument enfreint, ou autorisé à agir pour son titulaire.',
  },

  remarks: {
    line: (line) => `Ligne ${line}`,
    lines: (lines) => `Lignes ${lines.slice(0, -1).join(', ')} et ${lines.at(-1)}`,
    manyLines: (count, first) => `${count} lignes, la première étant la ligne ${first}`,
    tick: {
      goodFaith: 'Cochez la déclaration de bonne foi, si vous pouvez la faire.',
      accuracy: 'Cochez la déclaration d’exactitude, si vous pouvez la faire.',
      authority: 'Cochez la déclaration sur votre habilitation, si vous pouvez la faire.',
    },
    work: 'Indiquez l’œuvre\u00a0: son titre, son adresse ou une description.',
    addresses: 'Saisissez l’adresse exacte de chaque page.',
    contact: 'Indiquez un moyen de vous joindre.',
    signature: 'Saisissez le nom complet de la personne qui signe.',
    words: 'Répondez à notre question avec vos propres mots.',
    noAddress: 'Ce n’est pas une adresse web. Copiez-la de la barre d’adresse de votre navigateur.',
    oneAddress: 'Saisissez au moins une adresse.',
    documentFile:
      'Les fichiers PDF et Word ne sont pas lus ici\u00a0: ouvrez le fichier, copiez le texte de l’article et collez-le dans le champ ci-dessus.',
    notText: 'Ce n’est pas un fichier texte\u00a0: enregistrez-le en texte brut, en UTF-8.',
    tooLargeFile:
      'Le fichier dépasse 1 Mo\u00a0: envoyez le seul texte de l’article, sans la page qui l’entoure.',
    refused: inOtherWords({
      tooLong: (max) => `${max} caractères au plus.`,
      mailAddress: 'Ce n’est pas une adresse électronique.',
      control: 'Contient un caractère de contrôle\u00a0: saisissez une ligne de texte brut.',
      surrogate: 'Contient un demi-caractère\u00a0: saisissez le texte de nouveau.',
      tooManyWorks: (max) => `${max} œuvres au plus dans une réclamation.`,
      tooManyAddresses: (max) => `${max} adresses au plus dans une réclamation.`,
      saysNothing: 'Dites de quoi il s’agit\u00a0: indiquez une adresse ou une œuvre.',
      tooLargeText: 'Le texte dépasse 1 Mo\u00a0: envoyez le seul texte de l’article.',
      tooLarge:
        'La réclamation dépasse 2 Mo\u00a0: envoyez les adresses en plusieurs réclamations, ou collez moins de texte.',
      other: 'Nous ne pouvons pas l’accepter sous cette forme.',
    }),
  },

  receipt: {
    title: (caseId) => `Accusé de réception ${caseId}`,
    heading: 'Nous avons votre réclamation',
    number: 'Numéro de dossier',
    arrived: 'Arrivée',
    decideBy: 'Nous décidons avant le',
    yourPage: 'Votre page',
    keep: 'Conservez cette adresse.',
    keepWhy:
      'Elle montre où en est chaque adresse et permet de répondre, d’ajouter et de retirer. Quiconque l’a peut en faire autant\u00a0: ne la transmettez pas.',
    missing: 'Ce qui manque',
    addOn: (page) => <>Ajoutez-le sur {page('votre page')}.</>,
    othersStored: (count) =>
      `Les ${count} autres sont en cours d’enregistrement\u202f; elles figureront sur votre page dans une minute.`,
    print: 'Imprimez cette page avec votre navigateur, ou enregistrez-la dans un fichier.',
  },

  addressesNamed: (count) =>
    count === 1 ? 'L’adresse que vous avez citée' : `Les ${count} adresses que vous avez citées`,

  follow: {
    title: (caseId) => `Réclamation ${caseId}`,
    heading: (caseId) => <>Réclamation {caseId}</>,
    seenAt: (when) => <>État au {when}. Rouvrez la page pour voir ce qui est nouveau.</>,
    done: {
      answered: 'Merci, votre réponse est arrivée.',
      text: 'Merci, le texte est arrivé et est en cours de comparaison.',
      added: 'Les adresses ont été ajoutées.',
      known: 'Ces adresses figuraient déjà dans la réclamation\u202f; rien n’a été ajouté.',
      withdrawn: 'C’est retiré.',
    },
    nothingMissing: 'Il ne manque rien. Appuyez sur «\u00a0Envoyer la réponse\u00a0» pour l’envoyer.',
    arrivedOn: (when) => <>Elle est arrivée le {when}.</>,
    clock: {
      title: 'Notre délai',
      left: (length) => `encore ${length}`,
      overdue: (length) => `dépassé depuis ${length}`,
      paused: (length) => `encore ${length}\u00a0: il est suspendu jusqu’à votre réponse`,
      inTime: 'décision prise à temps',
      late: 'décision prise en retard',
      stopped: 'terminé\u00a0: il n’y a plus rien à décider',
      decideBy: (when) => <>&nbsp;: nous décidons au plus tard le {when}</>,
      sorry: (when) => (
        <>La décision était attendue le {when}. Nous regrettons qu’elle n’ait pas été prise à temps.</>
      ),
      how: 'Comment le temps est compté',
      began: (when) => <>Les 24 heures ont commencé à l’arrivée de la réclamation, le {when}.</>,
      stoodStill: (from, to) => (
        <>
          Elles ont été suspendues du {from} au {to}, dans l’attente de votre réponse.
        </>
      ),
      standsStill: (from) => (
        <>Elles sont suspendues depuis le {from}, car nous vous avons demandé quelque chose.</>
      ),
      ended: (when) => <>Elles ont pris fin le {when}.</>,
      weekends: 'Elles courent aussi le week-end et les jours fériés.',
    },
    answer: {
      title: 'Ce qu’il nous faut de votre part',
      lawAsks:
        'La loi l’exige, et votre réclamation ne l’a pas encore. Ce que vous avez déjà envoyé est conservé.',
      whichWork: (work) => `Quelle œuvre a été copiée${work === undefined ? '' : ` (œuvre ${work + 1})`}`,
      orDescription: 'Ou une courte description',
      addresses: 'L’adresse exacte de chaque page de notre site, une par ligne',
      someAddresses:
        'Certaines adresses ne mènent pas à une page précise, comme indiqué plus bas pour chacune. Ajoutez les adresses exactes sous «\u00a0Ajouter des adresses\u00a0» et retirez les autres.',
      email: 'Adresse électronique, ou un autre moyen de vous joindre ci-dessous',
      personAsks: 'Une personne a examiné votre réclamation et demande\u00a0:',
      words: 'Votre réponse',
      send: 'Envoyer la réponse',
    },
    originalText: {
      title: 'Le texte de votre original',
      why: 'Pour comparer les pages avec votre œuvre, il nous faut son texte. Collez-le ou envoyez-le comme fichier\u202f; il est comparé aussitôt. Notre délai n’est pas suspendu pour autant\u00a0: sans le texte, une personne décide d’après la réclamation.',
      whichWork: 'Quelle œuvre',
      textOf: (title) => (title === '' ? 'Texte de votre œuvre' : `Texte de «\u00a0${title}\u00a0»`),
      text: 'Son texte',
      file: 'Ou un fichier',
      fileHint: 'Texte brut, ou la page enregistrée (HTML)\u202f; 1 Mo au plus.',
      send: 'Envoyer le texte',
    },
    items: {
      someShown: (count) =>
        `${count} sont affichées\u202f; les autres sont en cours d’enregistrement. Rouvrez cette page dans une minute.`,
      none: 'Vous n’en avez pas encore cité.',
      counts: {
        done: 'exécution faite',
        ordered: 'exécution en cours',
        open: 'pas encore de décision',
        other: 'décision différente',
        withdrawn: 'retrait par vous',
      },
      count: (what, count) => `${what}\u00a0: ${count}`,
      withdraw: 'Retirer',
      withdrawOne: (no) => ` l’adresse ${no}`,
      withdrawAll: 'Retirer toute la réclamation',
      gone: 'page disparue',
      removed: 'retiré, d’après le site',
      takenDown: 'rendu inaccessible, d’après le site',
      withdrawnByYou: 'retiré par vous',
      copies: (title) => <>Copie «&nbsp;{title}&nbsp;»</>,
      unnamedWork: (work) => `œuvre ${work + 1}`,
      decided: (when) => <>décidé le {when}</>,
      carriedOut: 'en cours d’exécution',
      acknowledged: (when) => <>déclaré fait par le site le {when}</>,
      confirmedGone: (when) => <>disparition constatée le {when}</>,
    },
    more: {
      title: 'Ajouter des adresses',
      addresses: 'D’autres pages de notre site qui copient votre œuvre, une par ligne',
      hint: 'Elles font partie de cette réclamation et de ses déclarations, et ont leurs propres 24 heures.',
      whichWork: 'Quelle œuvre elles copient',
      send: 'Envoyer les adresses',
    },
    redress: {
      title: 'Si vous pensez que c’est une erreur',
      until: (when, { agent, caseId }) => (
        <>
          Jusqu’au {when}, vous pouvez demander un nouvel examen en répondant à notre courriel
          {agent === undefined ? '' : ` ou en écrivant à ${agent}, avec ${caseId} en objet`}.
        </>
      ),
      byAnother: 'Une autre personne que celle qui a décidé l’examine.',
      court: 'Vous pouvez aussi saisir la justice à tout moment.',
    },
    history: 'Ce qui s’est passé',
    address: (no) => `adresse ${no}`,
    receipt: 'Accusé de réception à imprimer',
  },

  withdraw: {
    title: 'Retirer',
    all: (caseId) => `Retirer la réclamation ${caseId}\u202f?`,
    one: (no) => `Retirer l’adresse ${no}\u202f?`,
    what: 'Ce qui est retiré n’est plus décidé. Une page que cette réclamation a fait retirer est rétablie, dans la mesure où rien d’autre ne s’y oppose. Cela ne peut pas être annulé\u202f; vous pouvez déposer une nouvelle réclamation.',
    pressAll: 'Tout retirer',
    pressOne: 'Retirer cette adresse',
    back: 'Non, revenir',
  },

  tooLarge: {
    title: 'Trop volumineux pour être envoyé',
    detail:
      'Rien n’est arrivé\u00a0: tout ce qu’une page envoie ensemble peut faire 4 Mo, un fichier ou un texte 1 Mo.',
    what: 'Revenez en arrière dans votre navigateur\u00a0: ce que vous avez saisi devrait y être encore. Choisissez un fichier plus petit, enregistrez un document en texte brut, ou envoyez les adresses en plusieurs réclamations.',
  },

  problem: {
    goBack: (anew) => (
      <>
        Si vous aviez saisi quelque chose, revenez en arrière dans votre navigateur&nbsp;: cela devrait y être
        encore. Vous pouvez aussi {anew('commencer une nouvelle réclamation')}.
      </>
    ),
    quote: (instance) => <>Si l’erreur persiste, indiquez ceci à l’exploitant&nbsp;: {instance}</>,
    instead: {
      invalid: {
        title: 'Ceci doit être corrigé',
        detail: 'Nous n’avons pas pu lire ce qui a été envoyé. Envoyez-le de nouveau depuis sa page.',
      },
      unauthenticated: { title: 'Veuillez vous connecter', detail: 'Il faut être connecté pour cela.' },
      forbidden: { title: 'Non autorisé', detail: 'Cela ne vous est pas permis ici.' },
      not_found: {
        title: 'Cela n’existe pas ici',
        detail:
          'Cette adresse ne mène à rien. Reprenez le lien tel qu’il figure sur votre accusé de réception\u202f; les pages conservées sont supprimées dès leur envoi, au plus tard après 14 jours.',
      },
      conflict: {
        title: 'Quelqu’un a été plus rapide',
        detail: 'Le dossier vient de changer. Rouvrez votre page.',
      },
      refused: {
        title: 'Impossible pour le moment',
        detail: 'Dans l’état du dossier, ce n’est pas possible. Votre page montre ce qui l’est.',
      },
      precondition_failed: {
        title: 'Cela a changé',
        detail: 'Cela a changé depuis votre lecture. Rouvrez la page.',
      },
      precondition_required: {
        title: 'Rouvrez la page',
        detail: 'On ne sait pas à quel état cela se rapporte.',
      },
      too_many_requests: {
        title: 'Trop de demandes',
        detail: 'Trop de demandes sont venues de votre connexion. Réessayez dans une minute.',
      },
      unavailable: {
        title: 'Réessayez plus tard',
        detail: 'C’est momentanément indisponible. Réessayez dans une minute.',
      },
      corrupt: {
        title: 'Une erreur s’est produite chez nous',
        detail: 'Ce que vous avez envoyé n’y est pour rien. Réessayez.',
      },
      unexpected: {
        title: 'Une erreur s’est produite chez nous',
        detail: 'Ce que vous avez envoyé n’y est pour rien. Réessayez.',
      },
    },
    tooMany: (seconds) => `Trop de demandes\u00a0: réessayez dans ${seconds} secondes.`,
  },

  states: {
    RECEIVED: 'Elle est arrivée.',
    SCREENING: 'Nous vérifions qu’elle contient ce que la loi exige.',
    IN_REVIEW: 'Elle est complète, et une personne statue.',
    AWAITING_COMPLAINANT: 'Nous attendons une réponse de votre part.',
    AWAITING_APPROVAL: 'Elle est complète, et une seconde personne examine la décision.',
    ESCALATED: 'Elle est auprès de notre service juridique.',
    ACTIONED: 'La décision est prise.',
    REJECTED: 'La décision est prise.',
    MERGED: 'Elle se poursuit dans une autre de vos réclamations.',
    WITHDRAWN: 'Elle est retirée.',
    COUNTER_SCREENING:
      'La décision est prise. Une contre-notification (counter notice) est arrivée et est en cours d’examen.',
    COUNTER_WINDOW:
      'La décision est prise. Une contre-notification (counter notice) valable est arrivée\u202f; vous en avez une copie par courriel.',
    COURT_HOLD: 'La décision est prise et reste en l’état jusqu’à ce qu’un tribunal se prononce.',
    RESTORED: 'Le contenu a été rétabli.',
    APPEAL: 'La décision est prise et fait l’objet d’un nouvel examen.',
    CLOSED: 'Le dossier est clos.',
  },

  events: {
    submitted: 'Votre réclamation est arrivée.',
    information_requested: 'Nous vous avons demandé ce qui manque.',
    answered: 'Votre réponse est arrivée.',
    reopened_by_reply: 'Votre réponse est arrivée et a rouvert le dossier.',
    completed: 'La réclamation était complète et a été transmise pour décision.',
    items_added: 'Des adresses ont été ajoutées.',
    original_supplied: 'Le texte d’un original est arrivé.',
    items_decided: 'Une décision a été prise.',
    turned_away: 'La réclamation a été close dans son ensemble.',
    cms_acknowledged: 'Le site a déclaré que c’était exécuté.',
    confirmed_gone: 'Nous avons vérifié\u00a0: la page a disparu.',
    withdrawn: 'Vous avez retiré.',
    merged: 'Elle a été jointe à une autre de vos réclamations.',
    counter_arrived: 'Une contre-notification (counter notice) est arrivée.',
    action_filed: 'Une action en justice nous a été signalée.',
    court_decided: 'Une décision de justice est arrivée.',
    restored: 'Le contenu a été rétabli.',
    appealed: 'Un nouvel examen a été demandé.',
    appeal_decided: 'Le nouvel examen est tranché.',
    closed: 'Le dossier a été clos.',
    reopened: 'Le dossier a été rouvert.',
  },
};
