import { Field, ProgressBar } from '@fluentui/react-components';
import { isFinished, type Task } from '../action.ts';
import { secondsWords } from './duration.ts';

/** How far a run is that goes on, and how long it will take where that can be told. */
export function RunProgress({ task }: { task: Task }) {
  if (isFinished(task)) return null;
  const { progress } = task;
  if (progress === null || task.state === 'queued') {
    return (
      <Field validationState="none" validationMessage={waits(task)}>
        <ProgressBar aria-label="Progress" />
      </Field>
    );
  }
  const { done, total, seconds_left: left } = progress;
  const words = `${done} of ${total} steps${left === null ? '' : `, about ${secondsWords(left)} left`}`;
  return (
    <Field validationState="none" validationMessage={words}>
      <ProgressBar aria-label="Progress" aria-valuetext={words} value={done} max={Math.max(total, 1)} />
    </Field>
  );
}

function waits({ state }: Task): string {
  return state === 'queued' ? 'It waits for its turn.' : 'It makes its plan.';
}
