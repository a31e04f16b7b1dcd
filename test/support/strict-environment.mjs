import { setImmediate as turn } from 'node:timers/promises';
import { TestEnvironment } from 'jest-environment-node';

/** How many turns of the event loop after the last test are still checked for errors. */
const TURNS_AFTER_TESTS = 3;

/**
 * Node's environment for tests, in which an unhandled rejection or an uncaught error fails the test: in a separate program,
 * either would end the process. Jest itself ignores a rejection that gets its handler later, and errors after the last test.
 */
export default class StrictEnvironment extends TestEnvironment {
  #state;
  #rejections = new Map();
  #afterTests = [];

  #onRejection = (error, promise) => {
    if (this.#state.isOver) this.#afterTests.push(error);
    else this.#rejections.set(promise, error);
  };

  #onHandledLater = (promise) => {
    if (!this.#rejections.has(promise)) return;
    const error = this.#rejections.get(promise);
    this.#rejections.delete(promise);
    const { circus } = this.#state;
    const late = errorOf('A promise was rejected before it had a handler, which ends a program', error);
    (circus.currentlyRunningTest?.errors ?? circus.unhandledErrors).push(late);
  };

  #onException = (error) => {
    if (this.#state.isOver) this.#afterTests.push(error);
  };

  handleTestEvent({ name }, circus) {
    // Jest has just replaced all listeners with its own, which report rejections that are never handled.
    if (name === 'setup') {
      this.#state = { circus, isOver: false };
      process.on('unhandledRejection', this.#onRejection);
      process.on('rejectionHandled', this.#onHandledLater);
      process.on('uncaughtException', this.#onException);
    }
    if (name === 'run_finish') this.#state.isOver = true;
  }

  async teardown() {
    for (let count = 0; count < TURNS_AFTER_TESTS; count++) await turn();
    await super.teardown();
    process.off('unhandledRejection', this.#onRejection);
    process.off('rejectionHandled', this.#onHandledLater);
    process.off('uncaughtException', this.#onException);
    const [error] = this.#afterTests;
    if (this.#afterTests.length > 0) throw errorOf('An error came up after the last test, which ends a program', error);
  }
}

/** An error from a test's realm is not an instance of this realm's Error, so this makes a new one. */
const errorOf = (what, error) => new Error(`${what}: ${error?.stack ?? String(error)}`);
