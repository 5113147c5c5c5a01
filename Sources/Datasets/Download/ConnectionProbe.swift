import Foundation
import Synchronization

/// Finds out whether a server takes connections at all: what `URLSession` does not tell, whose errors and silences look
/// the same before and after a connection was made.
///
/// Nothing is sent over the connection. Where a proxy stands between, the server itself cannot be reached this way, and
/// then only answers count.
final class ConnectionProbe: Sendable {
  private let connected = Mutex(false)
  private let finished = DispatchGroup()
  private let deadline: ContinuousClock.Instant

  /// Looks up the server of `url` and begins to connect, on a thread of its own, which is given up after so many seconds.
  init(_ url: URL, seconds: Double) {
    deadline = .now + .seconds(seconds)
    finished.enter()
    // The system's look-up of a name knows no time limit; if it takes too long nobody waits for this thread.
    Thread.detachNewThread { [self] in
      let port = url.port ?? (url.scheme == "https" ? 443 : 80)
      let isConnected = connect(to: url.host ?? "", port: port)
      connected.withLock { $0 = isConnected }
      finished.leave()
    }
  }

  /// Whether a connection was made in time; waits for the answer.
  var isConnected: Bool {
    let left = (deadline - .now) / .seconds(1)
    _ = finished.wait(timeout: .now() + max(0, left) + 0.1)
    return connected.withLock { $0 }
  }

  /// Tries all addresses of a name at once, since some of them may lead nowhere.
  private func connect(to host: String, port: Int) -> Bool {
    var wanted = addrinfo()
    #if os(Linux)
      wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      wanted.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &wanted, &found) == 0 else { return false }
    defer { freeaddrinfo(found) }

    var attempts: [pollfd] = []
    defer { for attempt in attempts { close(attempt.fd) } }
    var next = found
    while let address = next?.pointee {
      next = address.ai_next
      let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
      guard descriptor >= 0 else { continue }
      attempts.append(pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0))
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = Foundation.connect(descriptor, address.ai_addr, address.ai_addrlen)
    }

    while !attempts.isEmpty {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return false }
      let count = poll(&attempts, nfds_t(attempts.count), Int32(left.rounded(.up)))
      if count < 0 && errno != EINTR { return false }
      for attempt in attempts where attempt.revents != 0 {
        var failure: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(attempt.fd, SOL_SOCKET, SO_ERROR, &failure, &length)
        // A server that hangs up at once has taken the connection all the same.
        if failure == 0 && attempt.revents & Int16(POLLOUT) != 0 { return true }
      }
      for attempt in attempts where attempt.revents != 0 { close(attempt.fd) }
      attempts.removeAll { $0.revents != 0 }
    }
    return false
  }
}
