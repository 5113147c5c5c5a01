import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Persistent threads that share the turns of one loop.
///
/// A loop is handed over by opening a *ticket*: a generation number whose lowest bit says that the loop takes helpers.
/// Workers watch the ticket for a tenth of a millisecond after each loop and go to sleep then, so that the many short
/// loops of a training step cost no system call, and an idle program no processor.
public final class ThreadPool: @unchecked Sendable {
  static let shared = ThreadPool()

  /// How many threads take part in a loop, the caller included. Results do not depend on it.
  ///
  /// At first as many as the cores that this process may use. What is assigned holds for the whole process;
  /// inside ``withThreads(_:_:)`` its number is read instead.
  public static var threadCount: Int {
    get { override ?? shared.threadCount.load(ordering: .relaxed) }
    set {
      precondition(newValue >= 1, "a thread count is at least 1, found \(newValue)")
      shared.threadCount.store(newValue, ordering: .relaxed)
    }
  }

  /// Read once a loop, which takes some 20 ns.
  @TaskLocal fileprivate static var override: Int?

  private let threadCount = Atomic<Int>(Processor.availableCores)

  // The loop in progress. Written only while the ticket is closed and no worker is active.
  private var body: ((Int) -> Void)?
  private var turns = 0
  private var helpers = 0
  private let nextTurn = Atomic<Int>(0)

  private let ticket = Atomic<UInt64>(0)
  private let active = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)

  // What workers do while they wait for a loop, and how many of them.
  private let spareLoop = Mutex<SpareLoop?>(nil)
  private let spareHelpers = Atomic<Int>(0)

  private let submission = Lock()
  private let sleep = Lock()
  private var workers = 0

  /// Runs `body(0)` to `body(turns - 1)` on the caller and the workers; returns when all have ended.
  func run(_ turns: Int, _ body: (Int) -> Void) {
    let context = ThreadContext.current
    let threads = Self.threadCount
    if turns <= 1 || threads == 1 || context.isInsideParallelLoop {
      for turn in 0..<max(turns, 0) { body(turn) }
      return
    }
    submission.withLock {
      withoutActuallyEscaping(body) { body in
        self.body = body
        self.turns = turns
        helpers = min(threads, turns) - 1
        nextTurn.store(0, ordering: .relaxed)
        startWorkers(atLeast: helpers)
        open()
        context.isInsideParallelLoop = true
        takeTurns(body, turns)
        context.isInsideParallelLoop = false
        close()
        self.body = nil
      }
    }
  }

  private func takeTurns(_ body: (Int) -> Void, _ turns: Int) {
    while true {
      let turn = nextTurn.add(1, ordering: .relaxed).oldValue
      if turn >= turns { return }
      body(turn)
    }
  }

  private func open() {
    ticket.add(1, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 { sleep.withLock { sleep.wakeAll() } }
  }

  /// No worker can join after the ticket is closed; those that have joined are waited for.
  private func close() {
    ticket.add(1, ordering: .sequentiallyConsistent)
    var spins = 0
    while active.load(ordering: .sequentiallyConsistent) > 0 { Self.pause(&spins) }
  }

  private func startWorkers(atLeast count: Int) {
    while workers < count {
      workers += 1
      ScratchReserve.shared.addThread()
      Thread.start(Worker(pool: self, index: workers - 1))
    }
  }

  /// The life of the worker with this index.
  fileprivate func work(index: Int) {
    ThreadContext.current.isInsideParallelLoop = true
    var seen: UInt64 = 0
    while true {
      let current = waitForTicket(after: seen, worker: index)
      active.add(1, ordering: .sequentiallyConsistent)
      // The loop may have ended between the look at the ticket and the line above: then its variables are not ours.
      if ticket.load(ordering: .sequentiallyConsistent) == current {
        seen = current
        if index < helpers, let body { takeTurns(body, turns) }
      }
      active.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  /// Returns the first open ticket that is not `seen`. Until it opens, takes turns of the spare loop if there is one.
  private func waitForTicket(after seen: UInt64, worker: Int) -> UInt64 {
    func opened() -> UInt64? {
      let value = ticket.load(ordering: .sequentiallyConsistent)
      return value % 2 == 1 && value != seen ? value : nil
    }
    var spins = 0
    // Some 130 µs: longer than what a small network does between two loops, shorter than anybody would notice. With a
    // fiftieth of it a step of the chapters' dense network took almost a quarter longer, spent on waking threads.
    while spins < 20000 {
      if let value = opened() { return value }
      if !takeSpareTurn(worker: worker) { Self.pause(&spins) }
    }
    return sleep.withLock {
      sleepers.add(1, ordering: .sequentiallyConsistent)
      defer { sleepers.subtract(1, ordering: .sequentiallyConsistent) }
      while true {
        if let value = opened() { return value }
        sleep.wait()
      }
    }
  }

  /// From now on workers that watch for the next loop take turns of `loop` instead of another's; those that sleep sleep on.
  func offer(_ loop: SpareLoop) {
    spareLoop.withLock {
      $0 = loop
      spareHelpers.store(loop.helpers, ordering: .relaxed)
    }
  }

  /// No more workers begin a turn of `loop`.
  func withdraw(_ loop: SpareLoop) {
    spareLoop.withLock {
      guard $0 === loop else { return }
      $0 = nil
      spareHelpers.store(0, ordering: .relaxed)
    }
  }

  /// Takes a turn of the spare loop; returns whether there was one for this worker.
  private func takeSpareTurn(worker: Int) -> Bool {
    guard worker < spareHelpers.load(ordering: .relaxed), let loop = spareLoop.withLock({ $0 }),
      worker < loop.helpers
    else { return false }
    if loop.takeTurn() { return true }
    withdraw(loop)
    return false
  }

  /// A short wait; after a hundred of them the core is offered to whoever else wants it.
  static func pause(_ spins: inout Int) {
    spins += 1
    if spins % 100 == 0 { sched_yield() } else { spinHint() }
  }
}

/// Runs `body` so that `count` threads take part in each loop that it starts, whatever the rest of the process does.
///
/// The number holds for the loops of this task alone. Threads that do not exist yet are started, more than there are
/// cores if so many are asked for: slower, with the same results.
///
///     let alone = withThreads(1) { model(images) }
public func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
  precondition(count >= 1, "a thread count is at least 1, found \(count)")
  return try ThreadPool.$override.withValue(count, operation: body)
}

/// Some nanoseconds of nothing that the optimiser keeps.
@inline(never)
private func spinHint() {}

private struct Worker {
  let pool: ThreadPool
  let index: Int
}

private enum Thread {
  static func start(_ worker: Worker) {
    let box = Unmanaged.passRetained(Box(worker)).toOpaque()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { runWorker($0) }, box)
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, { runWorker($0) }, box)
    #endif
    // Fewer helpers only make the loop slower: the caller takes all turns that nobody else takes.
    if status != 0 { Unmanaged<Box>.fromOpaque(box).release() }
  }
}

private final class Box {
  let worker: Worker
  init(_ worker: Worker) { self.worker = worker }
}

private func runWorker(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let box {
    let worker = Unmanaged<Box>.fromOpaque(box).takeRetainedValue().worker
    worker.pool.work(index: worker.index)
  }
  return nil
}
