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
  const problem = element('div', { class: 'problem', role: 'alert' });
  const running = new Running(main);
  main.replaceChildren(
    element('h1', {}, part.title),
    element('p', { class: 'lead' }, part.lead),
    element('div', { class: 'part' }, controls, element('div', {}, running.line, problem, results)),
  );
  document.title = `${part.title} – isotypic studio`;

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
    run(task, input) {
      fail(undefined);
      return running.run(task, input, (message) => {
        results.replaceChildren();
        fail(message);
      });
    },
  });
}

/** The line that says what happens: how far a task is, and a button that stops it. */
class Running {
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly bar = element('progress', { 'aria-label': 'Progress', hidden: true });
  private readonly stopping = button('Stop', stop, { class: 'stop', hidden: true });
  readonly line = element('div', { class: 'running' }, this.status, this.bar, this.stopping);

  /** `main` is marked busy as long as a task runs. */
  constructor(private readonly main: HTMLElement) {}

  async run<T extends TaskName>(
    task: T,
    input: InputOf<T>,
    failed: (message: string) => void,
  ): Promise<ResultOf<T> | undefined> {
    this.status.textContent = 'Working …';
    this.working(true);
    const began = performance.now();
    try {
      const result = await runTask(task, input, (progress) => this.show(progress));
      this.status.textContent = `Done in ${Math.round(performance.now() - began)} ms.`;
      this.working(false);
      return result;
    } catch (error) {
      // a task that took this one's place says itself what happens
      if (error instanceof Stopped) {
        if (!this.status.isConnected) return undefined;
        this.status.textContent = 'Stopped.';
      } else {
        this.status.textContent = '';
        failed(
          error instanceof EngineFailure ? `${error.message}${error.code ? ` [${error.code}]` : ''}` : String(error),
        );
      }
      this.working(false);
      return undefined;
    }
  }

  private working(isWorking: boolean): void {
    this.bar.hidden = !isWorking;
    this.stopping.hidden = !isWorking;
    this.bar.removeAttribute('value');
    this.main.setAttribute('aria-busy', String(isWorking));
  }

  private show({ stage, done, total }: Progress): void {
    this.status.textContent = `${stage}: ${done}${total === undefined ? '' : ` of ${total}`}`;
    if (total === undefined || total <= 0) this.bar.removeAttribute('value');
    else this.bar.value = done / total;
  }
}
