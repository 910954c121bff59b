import type { Page } from 'playwright-core';
import { STATEMENT_NAMES } from '../../../pages/statements';

/**
 * A publisher on the list of copies: complains of the first, finds it among the complaints of the account, and chooses how it
 * hears of others. @param looksGood of the page as it stands.
 */
export async function copyToComplaint(page: Page, looksGood: () => Promise<void>): Promise<void> {
  await page
    .getByRole('button', { name: /File a complaint/ })
    .first()
    .click();
  expect(page.url()).toMatch(/\/complaints\/drafts\/[\w-]{43}$/);
  expect(await page.getByLabel('Organisation').inputValue()).toBe('Nord <b>Zeitung</b>');
  expect(await page.getByLabel('Signature').inputValue()).toBe('');
  for (const name of STATEMENT_NAMES) expect(await page.locator(`#${name}`).isChecked()).toBe(false);
  expect(await page.locator('#account').isChecked()).toBe(true);
  await looksGood();
  await page.getByLabel('Your name').fill('Nadia Brandt');
  await page.getByLabel('Signature').fill('Nadia Brandt');
  for (const name of STATEMENT_NAMES) await page.locator(`#${name}`).check();
  await page.getByRole('button', { name: 'Send the complaint' }).click();
  expect(page.url()).toMatch(/\/follow\/[^/]+\/receipt$/);
  const caseId = /CD-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(page.url())?.[0] ?? 'none';

  await page.goto('/account/complaints');
  await looksGood();
  await page.getByRole('link', { name: caseId }).click();
  expect(page.url()).toContain(`/follow/${caseId}`);

  await page.goto('/account/alerts');
  await page.getByLabel('How we tell you').selectOption('webhook');
  await page.getByLabel('Address of your webhook').fill('https://10.1.2.3/');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('private or special address');
  expect(await page.getByLabel('How we tell you').inputValue()).toBe('webhook');
  await looksGood();
  await page.getByLabel('Address of your webhook').fill('https://hooks.nord.example/copies');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('status').innerText()).toMatch(/whsec_[\w+/=]{43}/);
  await looksGood();
  await page.goto('/account/copies');
}
