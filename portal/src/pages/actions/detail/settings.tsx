import { makeStyles, tokens } from '@fluentui/react-components';
import { Facts } from '../../../components/facts.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { type Action, isPush, type Pull, type Push } from '../action.ts';
import { ProjectNames } from './project-names.tsx';
import { TagNames } from './tag-names.tsx';

const useStyles = makeStyles({ code: { fontFamily: tokens.fontFamilyMonospace } });

const yesOrNo = (wish: boolean | undefined) => (wish ? 'yes' : 'no');

const pullFacts = (pull: Pull) =>
  [
    ['Missing environments', pull.create_environments ? 'are created' : 'are not created'],
    ['Missing projects', pull.create_projects ? 'are created' : 'are not created'],
  ] as const;

const pushFacts = (push: Push) =>
  [
    ['Projects', <ProjectNames key="projects" urls={push.projects} />],
    ['Tags', push.tags.length === 0 ? undefined : <TagNames key="tags" urls={push.tags} />],
    ['Secret parameters', yesOrNo(push.include_secrets)],
    ['Other parameters', yesOrNo(push.include_parameters)],
    ['Values only of the projects themselves', yesOrNo(push.local)],
    ['Overwrites what it did not write', yesOrNo(push.force)],
  ] as const;

function Pattern({ resource }: { resource: string }) {
  return <code className={useStyles().code}>{resource}</code>;
}

/** What an import or push is set to; `named`: also what it is called. */
export function Settings({ action, named = false }: { action: Action; named?: boolean }) {
  const { name, description, resource, dry_run: dryRun, created_at, modified_at } = action;
  return (
    <Facts
      facts={[
        ['Name', named ? name : undefined],
        ['Description', description || undefined],
        ['Pattern', resource === null ? undefined : <Pattern key="pattern" resource={resource} />],
        ...(isPush(action) ? pushFacts(action) : pullFacts(action)),
        ['Runs only plan', yesOrNo(dryRun)],
        ['Created', <RelativeTime key="created" at={created_at} />],
        ['Changed', modified_at === null ? undefined : <RelativeTime key="modified" at={modified_at} />],
      ]}
    />
  );
}
