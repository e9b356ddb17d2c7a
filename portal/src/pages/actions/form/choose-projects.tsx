import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useProjects } from '../use-projects.ts';
import { ChooseMany } from './choose-many.tsx';

interface ChooseProjectsProps {
  chosen: readonly string[];
  fault?: string;
  onChange(chosen: string[]): void;
}

export function ChooseProjects(props: ChooseProjectsProps) {
  const { data = [], error } = useProjects();
  if (error !== null) return <ProblemMessage error={error} />;
  return <ChooseMany label="Projects" hint="Whose values are pushed." options={data} {...props} />;
}
