import CEditShims
import Foundation

/// Lines that are typed at a terminal, with editing, a history and completion.
///
/// The terminal is the program's standard input and output. It is set as it was whenever no line is being read.
public final class LineEditor {
  /// What was typed.
  public enum Entry: Equatable {
    case line(String)
    /// Ctrl-C: the line is dropped.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// What Tab finds for a line up to the cursor.
  public typealias Completer = (_ before: String) -> Completion

  private var edit: OpaquePointer?
  private let complete: Completer

  /// - Parameters:
  ///   - program: what `~/.editrc` calls it.
  ///   - edits: whether the terminal can move its cursor; else lines are typed as it allows.
  ///   - history: earlier lines, the oldest first.
  ///   - limit: how many of them Up goes back.
  public init(program: String, edits: Bool, history: [String] = [], limit: Int = LineHistory.limit, complete: @escaping Completer) {
    self.complete = complete
    let context = Unmanaged.passUnretained(self).toOpaque()
    edit = hedit_open(
      program, edits, Int32(limit),
      { context, edit, before, length in
        guard let context, let edit else { return }
        let typed = String(decoding: UnsafeRawBufferPointer(start: before, count: length), as: UTF8.self)
        Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().answer(typed, edit)
      }, context)
    precondition(edit != nil, "no memory for an editor")
    for line in history { remember(line) }
  }

  deinit { hedit_close(edit) }

  /// Makes a line one that Up goes back to.
  public func remember(_ line: String) { hedit_remember(edit, line) }

  /// Reads a line, which comes without its end. After the other entries the cursor is still on the line of the prompt.
  public func read(prompt: String) -> Entry {
    var line: UnsafePointer<CChar>?, length = 0
    let end = prompt.withCString { hedit_read(edit, $0, &line, &length) }
    switch Int(end) {
    case HEDIT_LINE: return .line(String(decoding: UnsafeRawBufferPointer(start: line, count: length), as: UTF8.self))
    case HEDIT_INTERRUPTED: return .interrupted
    default: return .end
    }
  }

  /// Tab: what all candidates begin with is inserted; where that is nothing, they are listed. At the beginning of a line it indents.
  private func answer(_ before: String, _ edit: OpaquePointer) {
    if before.allSatisfy({ $0 == " " }) { return hedit_insert(edit, "  ") }
    let completion = complete(before)
    if completion.rest.isEmpty {
      if !completion.candidates.isEmpty { hedit_list(edit, completion.list(width: width)) }
    } else {
      hedit_insert(edit, completion.rest)
    }
  }

  /// Columns of the terminal as they are now.
  private var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
