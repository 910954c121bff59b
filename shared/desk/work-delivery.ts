import type { DeliveryMessage } from '../wire/messages';
import { sendAccountMail } from './account-mail';
import { pageAlert } from './alerting/page-alert';
import { deliver, type DeliverDesk } from './deliver';
import { hearOfMail } from './hear-of-mail';
import { sendSignInLink, type SignInMailDesk } from './publisher-sign-in';

/** What comes to the deliverer: an effect to perform, an alert to tell people of, word of a mail that was sent. */
export async function workDelivery(
  desk: DeliverDesk & SignInMailDesk,
  message: DeliveryMessage,
  publicUrl: string,
): Promise<void> {
  if ('eventType' in message) return hearOfMail(desk, message, publicUrl);
  switch (message.kind) {
    case 'deliver':
      return deliver(desk, message, publicUrl);
    case 'page':
      return pageAlert(desk, message.alertId, publicUrl);
    case 'sign_in':
      return sendSignInLink(desk, message, publicUrl);
    case 'account_mail':
      return sendAccountMail(desk, message, publicUrl);
  }
}
