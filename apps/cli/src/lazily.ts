/**
 * An action that is loaded when its command is called: the application behind it takes a second to load, which neither help
 * nor a mistake in the command line should cost.
 */
export const lazily =
  <Args extends readonly unknown[]>(load: () => Promise<(...args: Args) => Promise<void>>) =>
  async (...args: Args): Promise<void> => {
    const action = await load();
    await action(...args);
  };
