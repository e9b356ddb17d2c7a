import { makeStyles, Tree, TreeItem, TreeItemLayout, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { EnvironmentNode, EnvironmentTree } from '../environment-tree.ts';

const useStyles = makeStyles({
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold },
});

interface EnvironmentTreeViewProps {
  tree: EnvironmentTree;
  chosenId: string | undefined;
  onChoose(id: string): void;
}

/** The environments as a tree, of which one is chosen. All of it is open until somebody closes a branch. */
export function EnvironmentTreeView({ tree, chosenId, onChoose }: EnvironmentTreeViewProps) {
  const styles = useStyles();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const open = tree.all.map(({ environment }) => environment.id).filter((id) => !closed.has(id));
  const item = ({ environment: { id, name }, children }: EnvironmentNode) => (
    <TreeItem
      key={id}
      value={id}
      itemType={children.length === 0 ? 'leaf' : 'branch'}
      // Else it would have the names of all that is below it.
      aria-label={name}
      aria-current={id === chosenId ? 'true' : undefined}
      onClick={() => onChoose(id)}
    >
      <TreeItemLayout className={id === chosenId ? styles.chosen : undefined}>{name}</TreeItemLayout>
      {children.length === 0 ? null : <Tree>{children.map(item)}</Tree>}
    </TreeItem>
  );
  return (
    <Tree
      aria-label="Environments"
      openItems={open}
      onOpenChange={(_event, { type, value, open: opens }) => {
        // A click on the name chooses; the arrow before it, and the arrow keys, open and close.
        if (type === 'Click') return;
        const id = String(value);
        setClosed(new Set(opens ? [...closed].filter((each) => each !== id) : [...closed, id]));
      }}
    >
      {tree.roots.map(item)}
    </Tree>
  );
}
