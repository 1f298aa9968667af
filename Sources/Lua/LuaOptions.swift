/// What a ``LuaState`` allows.
public struct LuaOptions {
  /// Bytes that the script may hold. At least 1 MiB is sensible.
  public var memoryLimit = 512 << 20
  /// Seconds that a whole script may run, time inside host callbacks excluded.
  public var chunkTimeLimit = 60.0
  /// Seconds that a single call from the host may run, time inside host callbacks excluded.
  public var callTimeLimit = 10.0
  /// Opens Lua's standard libraries (`os`, `io`, `debug`, `package`, ...). The limits stay, but a trusted script can
  /// get round them.
  public var trusted = false
  /// Folders for `require`, after the script's own, in this order.
  public var searchFolders: [String] = []
  /// The seed of `math.random`: the same numbers in every process.
  public var seed: Int64 = 0
  /// Where `print` goes, its line end included; nil means standard output.
  public var print: ((String) -> Void)?

  /// Asked all the time while the script runs: true ends it with ``LuaError/interrupted(location:)`` within moments. Nil means never.
  public var isInterrupted: (() -> Bool)?

  public init() {}
}
