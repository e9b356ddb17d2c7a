import { FlatTree, FlatTreeItem, makeStyles, TreeItemLayout, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
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
  const branches = tree.all.filter(({ children }) => children.length > 0).map(({ environment }) => environment.id);
  // Flat, since an item with its branches inside would have the names of all of them, too.
  const items = (siblings: readonly EnvironmentNode[], parentId?: string): ReactNode[] =>
    siblings.flatMap(({ environment: { id, name }, depth, children }, index) => [
      <FlatTreeItem
        key={id}
        value={id}
        parentValue={parentId}
        aria-level={depth + 1}
        aria-posinset={index + 1}
        aria-setsize={siblings.length}
        itemType={children.length === 0 ? 'leaf' : 'branch'}
        aria-current={id === chosenId ? 'true' : undefined}
        onClick={() => onChoose(id)}
      >
        <TreeItemLayout className={id === chosenId ? styles.chosen : undefined}>{name}</TreeItemLayout>
      </FlatTreeItem>,
      ...(closed.has(id) ? [] : items(children, id)),
    ]);
  return (
    <FlatTree
      aria-label="Environments"
      openItems={branches.filter((id) => !closed.has(id))}
      onOpenChange={(_event, { type, value, open: opens }) => {
        // A click on the name chooses; the arrow before it, and the arrow keys, open and close.
        if (type === 'Click') return;
        const id = String(value);
        setClosed(new Set(opens ? [...closed].filter((each) => each !== id) : [...closed, id]));
      }}
    >
      {items(tree.roots)}
    </FlatTree>
  );
}
