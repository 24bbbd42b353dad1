/** What all parts have: a form at the side, results, a line that says what happens, and the address that keeps it. */
import type { Progress } from '@isotypic/algebra';
import type { InputOf, ResultOf, TaskName } from '../protocol.js';
import { button, element } from './dom.js';
import { EngineFailure, run as runTask, Stopped, stop } from './engine.js';

export interface Part {
  /** In the address. */
  readonly name: string;
  readonly title: string;
  /** One sentence under the title. */
  readonly lead: string;
  mount(frame: Frame): void;
}

export interface Frame {
  readonly state: URLSearchParams;
  readonly controls: HTMLElement;
  readonly results: HTMLElement;
  /** Puts the fields into the address, without a step in the history. */
  keep(fields: Readonly<Record<string, string | undefined>>): void;
  /** Runs a task, with progress and a stop button; `undefined` where it failed, which is said, or was stopped. */
  run<T extends TaskName>(task: T, input: InputOf<T>): Promise<ResultOf<T> | undefined>;
  /** Says what is wrong, or nothing. */
  fail(message: string | undefined): void;
}

/** A part in the page's main element. */
export function mountPart(main: HTMLElement, part: Part, state: URLSearchParams): void {
  stop();
  const controls = element('div', { class: 'controls' });
  const results = element('div', { class: 'results' });
  const status = element('p', { class: 'status', role: 'status' });
  const problem = element('div', { class: 'problem', role: 'alert' });
  const bar = element('progress', { 'aria-label': 'Progress', hidden: true });
  const stopping = button('Stop', stop, { class: 'stop', hidden: true });
  main.replaceChildren(
    element('h1', {}, part.title),
    element('p', { class: 'lead' }, part.lead),
    element(
      'div',
      { class: 'part' },
      controls,
      element('div', {}, element('div', { class: 'running' }, status, bar, stopping), problem, results),
    ),
  );
  document.title = `${part.title} – isotypic studio`;

  const working = (isWorking: boolean): void => {
    bar.hidden = !isWorking;
    stopping.hidden = !isWorking;
    bar.removeAttribute('value');
    main.setAttribute('aria-busy', String(isWorking));
  };
  const show = ({ stage, done, total }: Progress): void => {
    status.textContent = `${stage}: ${done}${total === undefined ? '' : ` of ${total}`}`;
    if (total === undefined || total <= 0) bar.removeAttribute('value');
    else bar.value = done / total;
  };
  const fail = (message: string | undefined): void => {
    problem.replaceChildren(...(message === undefined ? [] : [element('p', {}, message)]));
  };
  part.mount({
    state,
    controls,
    results,
    fail,
    keep(fields) {
      const kept = Object.entries(fields).filter(([, value]) => value !== undefined) as [string, string][];
      history.replaceState(null, '', `#/${part.name}?${new URLSearchParams(kept)}`);
    },
    async run<T extends TaskName>(task: T, input: InputOf<T>): Promise<ResultOf<T> | undefined> {
      fail(undefined);
      status.textContent = 'Working …';
      working(true);
      const began = performance.now();
      try {
        const result = await runTask(task, input, show);
        status.textContent = `Done in ${Math.round(performance.now() - began)} ms.`;
        working(false);
        return result;
      } catch (error) {
        // a task that took this one's place says itself what happens
        if (error instanceof Stopped) {
          if (!status.isConnected) return undefined;
          status.textContent = 'Stopped.';
        } else {
          status.textContent = '';
          results.replaceChildren();
          fail(
            error instanceof EngineFailure ? `${error.message}${error.code ? ` [${error.code}]` : ''}` : String(error),
          );
        }
        working(false);
        return undefined;
      }
    },
  });
}
