it('has a timer that throws', async () => {
  setTimeout(() => {
    throw new Error('thrown by a timer');
  }, 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
});
