import { skipToken, type UseMutationResult, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type Api, useApi } from './client.ts';
import { faultOf } from './fault-of.ts';
import { toProblem } from './problem.ts';
import type { Tagged } from './tagged.ts';

/** What a form holds, and the revision that it was filled with; none for something new. */
export interface Edited<Form> {
  form: Form;
  etag: string | undefined;
}

interface Editing<Value, Form, Saved> {
  /** Reads what is edited; absent: something new is made. */
  read?: ((api: Api, signal: AbortSignal) => Promise<Tagged<Value>>) | undefined;
  /** What the form is filled with; nothing was read for something new. */
  formOf(value?: Value): Form;
  /** Saves it, unless it is another revision by now (`object.changed`). */
  save: UseMutationResult<Saved, Error, Edited<Form>>;
}

export interface Edit<Value, Form, Saved> {
  /** What the person has entered; undefined until what is edited has been read. */
  form: Form | undefined;
  change(some: Partial<Form>): void;
  /** What is edited, as it was read last. */
  before: Value | undefined;
  /** What somebody else has saved while the form was open. */
  theirs: Value | undefined;
  /** Fills the form with what somebody else has saved. */
  takeTheirs(): void;
  /** Saves what is in the form. When somebody else was faster nothing is saved: then there are `theirs`. */
  submit(onSaved?: (saved: Saved) => void): void;
  readAgain(): void;
  /** While it is saved, or while what somebody else has saved is read. */
  busy: boolean;
  /** Why it was not read or not saved; null while there is nothing to say. */
  error: unknown;
  /** What is wrong with a field of the API. */
  fault(field: string): string | undefined;
}

/**
 * The state of a form about one object, from being opened to being saved. The object is read when the form opens, so that what is
 * saved is about the revision that the person has seen; a second attempt is about the one that they have been shown since.
 */
export function useEdit<Value, Form extends object, Saved>({
  read,
  formOf,
  save,
}: Editing<Value, Form, Saved>): Edit<Value, Form, Saved> {
  const api = useApi();
  const base = useQuery({
    queryKey: ['edited', useId()],
    queryFn: read === undefined ? skipToken : ({ signal }) => read(api, signal),
    // What is shown changes only when the person is told.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [mine, setMine] = useState<Form>();
  const [wasOvertaken, setOvertaken] = useState(false);
  const known = read === undefined ? formOf() : base.data && formOf(base.data.value);
  const form = mine ?? known;
  return {
    form,
    change: (some) => setMine((now) => ({ ...(now ?? form), ...some }) as Form),
    before: base.data?.value,
    theirs: wasOvertaken ? base.data?.value : undefined,
    takeTheirs() {
      setMine(undefined);
      setOvertaken(false);
      save.reset();
    },
    submit(onSaved) {
      if (form === undefined) return;
      setMine(form);
      save.mutate(
        { form, etag: base.data?.etag },
        {
          onSuccess: onSaved,
          async onError(error) {
            if (toProblem(error).code !== 'object.changed') return;
            const { isSuccess } = await base.refetch();
            if (isSuccess) setOvertaken(true);
          },
        },
      );
    },
    readAgain: () => void base.refetch(),
    busy: save.isPending || (base.isFetching && base.data !== undefined),
    error: base.error ?? save.error,
    fault: (field) => faultOf(save.error, field),
  };
}
