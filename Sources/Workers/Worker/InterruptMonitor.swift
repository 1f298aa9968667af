import CShims

/// Catches the signals that ask a program to end, so that it can finish what it does.
///
/// The first signal is remembered, and announced on standard error at once, whatever the program is doing; a second
/// one ends the process at once with status 128 + signal. Blocking calls are interrupted (`EINTR`). Workers are
/// in process groups of their own: a Ctrl-C at the terminal does not reach them. The signals are unblocked for the calling thread.
///
/// One monitor may be active at a time; the handlers that were there before come back with its end.
public final class InterruptMonitor: Sendable {
  /// The signals that are caught. Set once they are: an initializer that throws before does not run `deinit`.
  public let signals: [Int32]

  /// The signals that ask a program to end, those of a terminal that goes away included, but for those that whoever started it has had ignored, as nohup does. Not to be asked
  /// first when handlers are there already.
  public static let endingSignals: [Int32] = [SIGINT, SIGTERM, SIGHUP].filter { !shims_is_ignored($0) }

  /// - Parameters:
  ///   - notice: what is written at the first signal, at most 255 bytes.
  ///   - signals: the signals to catch.
  ///
  /// Throws `interrupts` when a monitor is active already or a signal cannot be caught.
  public init(
    notice: String? = "interrupted: finishing; once more to leave at once\n", signals: [Int32] = [SIGINT, SIGTERM]
  ) throws(WorkerError) {
    let error = shims_interrupts_install(signals, Int32(signals.count), notice)
    guard error == 0 else { throw .interrupts(errno: error) }
    self.signals = signals
  }

  deinit { shims_interrupts_restore() }

  /// The first signal that arrived, if any.
  public var signal: Int32? {
    let signal = shims_interrupts_signal()
    return signal == 0 ? nil : signal
  }

  /// True once a signal has arrived.
  public var isInterrupted: Bool { signal != nil }

  /// What a program that a signal ended exits with, 128 + signal; 0 when none arrived.
  public var exitStatus: Int32 { signal.map { 128 + $0 } ?? 0 }
}
