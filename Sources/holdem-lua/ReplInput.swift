import Foundation
import LineEditing
import Scripting

/// Where the lines of the repl come from: from whoever sits at a terminal, with editing and a history, or from a file or a pipe.
final class ReplInput {
  private let editor: LineEditor?
  private let history: LineHistory?
  private let output: Terminal
  private let isTyped = isatty(STDIN_FILENO) == 1

  init(_ repl: Repl, output: Terminal, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.output = output
    guard isTyped, isatty(output.descriptor) == 1 else {
      (editor, history) = (nil, nil)
      return
    }
    history = LineHistory(environment: environment)
    editor = LineEditor(program: "holdem-lua", edits: output.isTerminal, history: history?.load() ?? []) { line in
      let (word, names) = repl.names(at: line)
      return Completion(word: word, candidates: names)
    }
  }

  func read(prompt: String) -> LineEditor.Entry {
    guard let editor else { return readPlain(prompt: prompt) }
    let entry = editor.read(prompt: prompt)
    switch entry {
    case .line(let line):
      editor.remember(line)
      // At once: what is run now may be the end of the program.
      history?.append(line)
    // A terminal that does not edit has shown the key.
    case .interrupted: output.write(output.isTerminal ? "^C\n" : "\n")
    case .end: output.write("\n")
    }
    return entry
  }

  /// Where what is printed goes to no terminal, whoever types gets a prompt all the same.
  private func readPlain(prompt: String) -> LineEditor.Entry {
    if isTyped { output.write(prompt) }
    if let line = readLine() { return .line(line) }
    if isTyped { output.write("\n") }
    return .end
  }
}
