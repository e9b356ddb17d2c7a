import { Badge, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Integration } from '../../api/use-integration.ts';
import { Panel } from '../panel.tsx';
import { InstructionsView } from './instructions.tsx';

type Remedy = NonNullable<Integration['remedy']>;
type AccessModel = NonNullable<Remedy['access_model']>;

const names: Record<AccessModel, string> = { rbac: 'Role (RBAC)', 'access-policy': 'Access policy' };

const useStyles = makeStyles({
  panel: { display: 'grid', gap: tokens.spacingVerticalM },
  tabs: { flexWrap: 'wrap' },
  badge: { marginLeft: tokens.spacingHorizontalXS },
});

/** What to do about the cause. Where a grant is missing: for the access model that the vault has, and for the other one. */
export function RemedyPanel({ remedy }: { remedy: Remedy }) {
  const styles = useStyles();
  return (
    <Panel title="What to do">
      {/* The grant says all of it where the access model is known. */}
      {remedy.access_model === null ? <InstructionsView {...remedy} /> : null}
      {remedy.grants.length === 0 ? null : (
        <div className={styles.panel}>
          <Grants remedy={remedy} />
        </div>
      )}
    </Panel>
  );
}

function Grants({ remedy: { grants, access_model: known, portal_url } }: { remedy: Remedy }) {
  const styles = useStyles();
  const id = useId();
  const [chosen, setChosen] = useState<AccessModel>();
  const selected = chosen ?? known ?? grants[0]?.access_model;
  const grant = grants.find(({ access_model }) => access_model === selected);
  return (
    <>
      <TabList
        className={styles.tabs}
        aria-label="Access model"
        selectedValue={selected}
        onTabSelect={(_event, { value }) => setChosen(value as AccessModel)}
      >
        {grants.map(({ access_model }, index) => (
          <Tab key={access_model} value={access_model} id={`${id}-${access_model}`} aria-controls={`${id}-panel`}>
            {names[access_model]}
            {index === 0 ? (
              <Badge className={styles.badge} appearance="outline" color="informative">
                recommended
              </Badge>
            ) : null}
            {access_model === known ? (
              <Badge className={styles.badge} appearance="outline" color="informative">
                this vault
              </Badge>
            ) : null}
          </Tab>
        ))}
      </TabList>
      {grant === undefined ? null : (
        <div className={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
          <InstructionsView steps={grant.steps} commands={grant.commands} portal_url={portal_url} />
        </div>
      )}
    </>
  );
}
