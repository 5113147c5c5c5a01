import Foundation

/// A web server on 127.0.0.1 that answers with prepared bytes, for the downloader's tests.
final class LocalServer: @unchecked Sendable {
  enum Answer: Sendable {
    /// Status 200 and this body.
    case body([UInt8], type: String = "application/octet-stream")
    /// This status and a web page.
    case status(Int)
    /// As many bytes announced as the first says, and only the body sent.
    case cut(announced: Int, [UInt8])
    /// A connection that is taken and never answered.
    case silence
    /// A connection that is taken and closed at once.
    case hangingUp
    /// Status 200 and this body, after so many seconds.
    case late([UInt8], seconds: Double)
  }

  let port: UInt16
  private let listener: Int32
  private let lock = NSLock()
  private var answers: [String: Answer] = [:]
  private var held: [Int32] = []
  private var asked: [String] = []

  /// - Parameter queue: how many connections may wait; at 0 none is ever taken.
  init(queue: Int32 = 16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(listener, $0, length)
        _ = getsockname(listener, $0, &length)
      }
    }
    listen(listener, queue)
    port = UInt16(bigEndian: address.sin_port)
    self.listener = listener
    guard queue > 0 else { return }
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else { return }
        Thread.detachNewThread { self.serve(connection) }
      }
    }
  }

  /// To be called when a test is over: ends the server's thread.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    lock.withLock { for connection in held { close(connection) } }
  }

  /// A connection that waits to be taken.
  func connect() -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    withAddress { _ = Foundation.connect(descriptor, $0, $1) }
    return descriptor
  }

  /// The address to put before a file's name.
  var mirror: String { "http://127.0.0.1:\(port)/" }

  /// The names of the files that were asked for, in order.
  var requests: [String] { lock.withLock { asked } }

  subscript(name: String) -> Answer? {
    get { lock.withLock { answers[name] } }
    set { lock.withLock { answers[name] = newValue } }
  }

  private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private func serve(_ connection: Int32) {
    var request = [UInt8](repeating: 0, count: 4096)
    let count = max(0, recv(connection, &request, request.count, 0))
    let line = String(decoding: request[..<count], as: UTF8.self)
    let name = String(line.split(separator: " ").dropFirst().first?.dropFirst() ?? "")
    // Whoever only tries whether a connection is taken asks for nothing.
    guard !name.isEmpty else {
      close(connection)
      return
    }
    lock.withLock { asked.append(name) }
    switch self[name] ?? .status(404) {
    case .body(let body, let type): send(connection, status: 200, type: type, announced: body.count, body)
    case .status(let status):
      send(connection, status: status, type: "text/html", announced: 4, Array("oops".utf8))
    case .cut(let announced, let body):
      send(connection, status: 200, type: "application/octet-stream", announced: announced, body)
    case .silence:
      lock.withLock { held.append(connection) }
      return
    case .hangingUp: break
    case .late(let body, let seconds):
      Thread.sleep(forTimeInterval: seconds)
      send(connection, status: 200, type: "application/octet-stream", announced: body.count, body)
    }
    close(connection)
  }

  private func send(_ connection: Int32, status: Int, type: String, announced: Int, _ body: [UInt8]) {
    let head =
      "HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\nContent-Length: \(announced)\r\nConnection: close\r\n\r\n"
    let bytes = Array(head.utf8) + body
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }
}
