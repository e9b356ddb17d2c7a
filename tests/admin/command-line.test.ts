import { readFileSync } from 'node:fs';
import { runAdmin as run } from '../../scripts/admin/run-admin.ts';
import { topics } from '../../scripts/admin/topics.ts';
import { withCommands } from '../../scripts/commands-section.ts';
import { everyTable } from '../../shared/store/every-table.ts';
import { runAdmin } from './operator-world.ts';

const page = readFileSync(new URL('../../docs/administration.md', import.meta.url), 'utf8');
const commands = topics.flatMap((topic) => topic.commands);

/** In this process: nothing is connected before the command line is understood. */
async function here(...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const streams = { out: (text: string) => (stdout += text), error: (text: string) => (stderr += text) };
  return { code: await run(args, streams), stdout, stderr };
}

describe('npm run admin', () => {
  test('--help lists all commands, and each tells its options', async () => {
    const all = await here('--help');
    expect(all).toMatchObject({ code: 0, stderr: '' });
    for (const { name, options } of commands) {
      expect(all.stdout).toContain(`  ${name} `);
      const one = await here(name, '--help');
      expect(one).toMatchObject({ code: 0, stderr: '' });
      for (const option of [...Object.keys(options), 'json', 'settings']) expect(one.stdout).toContain(`--${option}`);
      for (const line of one.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(125);
    }
  });

  test.each([
    ['no command', [], 'No command is named.'],
    ['an unknown command', ['delete-everything'], 'There is no command "delete-everything".'],
    ['an unknown option', ['list-organizations', '--all'], "Unknown option '--all'."],
    ["another command's option", ['list-organizations', '--organization', 'x'], "Unknown option '--organization'."],
    ['a word too many', ['list-organizations', 'x'], "Unexpected argument 'x'."],
    ['a value that is missing', ['create-organization'], '--name needs a value.'],
    ['a value that is blank', ['create-organization', '--name', ''], '--name needs a value.'],
    ['an option without its value', ['create-organization', '--name'], "Option '--name <value>' argument missing."],
    ['none of the choices', ['list-poison', '--queue', 'x'], '--queue is one of tasks, checks, news, deliveries.'],
    ['what is no number', ['list-stalled-tasks', '--minutes', '-'], '--minutes is a whole number.'],
  ])('%s is a mistake of usage', async (_case, args, sentence) => {
    const { code, stdout, stderr } = await here(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(sentence);
    const json = await here(...args, '--json');
    if (args.length > 1) expect(JSON.parse(json.stderr).error).toMatchObject({ code: 'usage' });
  });

  test('as a process: the exit code, and settings that are wrong', async () => {
    expect(await runAdmin(['nothing'], {})).toMatchObject({ code: 2, stdout: '' });
    expect(await runAdmin(['--help'], {})).toMatchObject({ code: 0, stderr: '' });
    const wrong = await runAdmin(['list-organizations', '--json'], { PUBLIC_URL: 'nowhere', KEY_FILE: '' });
    expect(wrong).toMatchObject({ code: 1, stdout: '', json: { error: { code: 'settings.invalid' } } });
    expect(wrong.json.error.message).toContain('PUBLIC_URL');
  });
});

describe('the documentation', () => {
  test('shows the help texts as they are (npm run docs)', () => {
    expect(page).toBe(withCommands(page, topics));
    for (const { name } of commands) expect(page).toContain(`#### ${name}\n`);
  });

  test('of the tables names those that are backed up', () => {
    const storage = readFileSync(new URL('../../docs/storage.md', import.meta.url), 'utf8');
    const [, table = ''] = storage.split('\n## Tables\n');
    const named = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect([...everyTable].sort()).toEqual(named.sort());
  });
});
