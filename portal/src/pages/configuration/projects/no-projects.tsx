import { EmptyState } from '../../../components/empty-state.tsx';

/** What to do before anything can be listed. */
export function NoProjects({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState title="There is no project yet">
      {mayChange ? (
        <ol>
          <li>Create a project for each application, and one more for what several of them share.</li>
          <li>Give it parameters, and these their values in each environment, or import them from a vault.</li>
          <li>Push the project to a vault.</li>
        </ol>
      ) : (
        <p>Somebody with the role CONTRIB or higher can create one.</p>
      )}
    </EmptyState>
  );
}
