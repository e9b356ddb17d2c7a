import type { Setting, SettingGroup } from '../shared/config/setting.ts';

const introduction = `# Configuration

The app is configured by environment variables: application settings on Azure, \`Values\` in \`local.settings.json\` on a
machine of your own (\`local.settings.sample.json\` is one to begin with). A setting that is blank counts as absent.

The settings are read when the app starts. If any is wrong or missing it does not start, and says so: all faults together,
each with the setting's name, in the error that the platform reports and in the log line \`config.invalid\`. No fault shows
what a setting holds. Variables that look like settings and are none, such as misspelled ones, are named in a warning
(\`config.unknown-settings\`).

This page is made from \`shared/config/\` by \`npm run docs\`; a test compares them.
`;

/** docs/configuration.md. */
export function settingsPage(groups: readonly SettingGroup[]): string {
  return [introduction, ...groups.map(section)].join('\n');
}

function section({ title, settings }: SettingGroup): string {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    setting.meaning,
    presence(setting),
    `\`${setting.example}\``,
  ]);
  const head = ['Setting', 'Meaning', 'Default', 'Example'];
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |\n`);
  return `## ${title}\n\n${table.join('')}`;
}

function presence(setting: Setting): string {
  if (setting.optional) return 'absent';
  if (setting.default === undefined) return '**needed**';
  return setting.default === '' ? 'none' : `\`${setting.default}\``;
}

const escaped = (cell: string) => cell.replaceAll('|', '\\|');
