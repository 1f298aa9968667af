import CShims

/// How a worker is started.
public struct WorkerLaunch: Sendable {
  /// The path of the executable; nil for the one that is running, which is found again even after its file
  /// was replaced.
  public var executable: String?
  /// What tells the executable to call `WorkerProcess.run`, for example `["__worker"]`.
  public var arguments: [String]
  /// The environment; nil for that of the coordinator.
  public var environment: [String: String]?

  public init(executable: String? = nil, arguments: [String], environment: [String: String]? = nil) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
  }

  /// How messages call the executable.
  var name: String { executable ?? CommandLine.arguments.first ?? "this program" }

  /// A number that tells this build of the executable from another.
  func buildIdentity() throws(WorkerError) -> UInt64 {
    var identity: UInt64 = 0
    try check("finding the executable", shims_build_identity(executable, &identity))
    return identity
  }

  /// Starts a worker, and returns its process id and our end of its socket. `buffer` as in `shims_socket_pair`.
  func spawn(buffer: Int32) throws(WorkerError) -> (pid: pid_t, socket: Int32) {
    let path = if let executable { executable } else { try ownPath() }
    var ends: [Int32] = [-1, -1]
    try check("making a socket pair", shims_socket_pair(buffer, &ends))
    var pid: pid_t = -1
    let error = withCStrings([name] + arguments) { arguments in
      guard let environment else { return shims_spawn(path, arguments, nil, ends[1], &pid) }
      return withCStrings(environment.map { "\($0)=\($1)" }) {
        shims_spawn(path, arguments, $0, ends[1], &pid)
      }
    }
    close(ends[1])
    if error != 0 { close(ends[0]) }
    try check("starting the process", error)
    return (pid, ends[0])
  }

  private func ownPath() throws(WorkerError) -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    try check("finding the executable", shims_own_executable(&bytes, bytes.count))
    return bytes.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  private func check(_ action: String, _ errno: Int32) throws(WorkerError) {
    guard errno == 0 else { throw .spawnFailed(executable: name, action: action, errno: errno) }
  }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) }
  defer { pointers.forEach { free($0) } }
  pointers.append(nil)
  return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}
