import { copyUrl, harbourUrl } from './submissions';

/** A complaint that lacks nothing, as a mail. @param headers more of them, each ended. */
export const complaintByMail = (headers = ''): string => `From: Jane Roe <jane.roe@gazette.example>
To: Copyright Agent <Agent@news.demo.example>
Subject: Copyright complaint
Message-ID: <one@gazette.example>
${headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Sir or Madam,

Original work: our article at
${harbourUrl}

The page that copies it:
${copyUrl}

I have a good faith belief that use of the material is not authorized by the copyright
owner, its agent, or the law.
I swear, under penalty of perjury, that the information in this notice is accurate and that
I am authorized to act on behalf of the owner.

/s/ Jane Roe
Telephone: +44 20 7946 0123
`;
