import Synchronization

/// A loop whose result nobody waits for yet: threads of the pool take its turns while they have nothing else to do, and
/// whoever needs the result takes those that are left.
///
/// In a short training step a thread of the pool waits a quarter of the time, some microseconds here and some there, while
/// another does what cannot be shared. That is enough to make the next batch of a small network.
///
/// Turns should be short: who is in one joins the next loop late. What they read and write must stay where it is until
/// ``finish()`` or ``cancel()`` has returned.
package final class SpareLoop: Sendable {
  /// Workers that may take turns: as many as take part in the loops of whoever made this one.
  let helpers: Int
  private let turns: Int
  private let body: @Sendable (Int) -> Void
  private let nextTurn = Atomic<Int>(0)
  /// Threads that are in a turn, or about to look whether there is one.
  private let active = Atomic<Int>(0)

  /// Offers `body(0)` to `body(turns - 1)` to the threads of the pool. A loop that was offered before and is not finished
  /// is left to its owner.
  package init(_ turns: Int, _ body: @escaping @Sendable (Int) -> Void) {
    self.turns = turns
    self.body = body
    helpers = ThreadPool.threadCount - 1
    if helpers > 0 { ThreadPool.shared.offer(self) }
  }

  /// Sees to the turns that nobody has taken, and returns when all have ended.
  package func finish() {
    // As a loop of the pool, which wakes who sleeps.
    if nextTurn.load(ordering: .relaxed) < turns { parallelFor(helpers + 1) { _ in while takeTurn() {} } }
    end()
  }

  /// Returns when no turn is running and none will be.
  package func cancel() {
    nextTurn.add(turns, ordering: .sequentiallyConsistent)
    end()
  }

  private func end() {
    ThreadPool.shared.withdraw(self)
    var spins = 0
    while active.load(ordering: .sequentiallyConsistent) > 0 { ThreadPool.pause(&spins) }
  }

  /// Takes a turn and returns whether there was one.
  func takeTurn() -> Bool {
    // In this order: who finds no turn left finds everybody who has one.
    active.add(1, ordering: .sequentiallyConsistent)
    defer { active.subtract(1, ordering: .sequentiallyConsistent) }
    let turn = nextTurn.add(1, ordering: .sequentiallyConsistent).oldValue
    guard turn < turns else { return false }
    body(turn)
    return true
  }
}
