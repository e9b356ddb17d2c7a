import { describeCommand, describeCommands } from './admin/help.ts';
import type { Topic } from './admin/topics.ts';

const begin = '<!-- Made by `npm run docs` from the help texts -->';
const end = '<!-- The end of what is made -->';

/** The page with the help texts of these commands between its two marks. */
export function withCommands(page: string, topics: readonly Topic[]): string {
  const [before = '', rest = ''] = page.split(begin);
  const [, after = ''] = rest.split(end);
  const text = (help: string) => `\`\`\`text\n${help}\`\`\`\n`;
  const sections = topics.flatMap(({ title, commands }) => [
    `### ${title}\n`,
    ...commands.map((command) => `#### ${command.name}\n\n${text(describeCommand(command))}`),
  ]);
  return `${before}${begin}\n\n${[text(describeCommands(topics)), ...sections].join('\n')}\n${end}${after}`;
}
