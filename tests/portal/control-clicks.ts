import type { Page } from 'playwright-core';
import { press } from './clicks.ts';

/** Waits until the sandbox's control page says so of what was done. */
export const isSaid = (control: Page, text: string): Promise<void> =>
  control.getByRole('status').getByText(text).waitFor();

export const goHome = (control: Page): Promise<void> =>
  control.getByRole('banner').getByRole('link', { name: 'Local Azure' }).click();

/** At the control page's home; ends at the vault. */
export async function createVault(control: Page, name: string, organization: string, access?: string): Promise<void> {
  await control.getByLabel('Name of the vault').fill(name);
  await control.getByLabel('Organization', { exact: true }).selectOption(organization);
  if (access !== undefined) await control.getByLabel(access).check();
  await press(control, 'Create vault');
  await isSaid(control, 'The vault is created.');
}

/** At a vault's secrets. */
export async function createSecret(control: Page, name: string, value: string): Promise<void> {
  await control.getByLabel('Name of the secret').fill(name);
  await control.getByLabel('Value', { exact: true }).fill(value);
  await press(control, 'Create secret');
  await isSaid(control, 'The secret is saved.');
  await control.getByRole('row', { name }).waitFor();
}
