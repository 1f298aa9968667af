/// How a batch of tasks of a fraction of a millisecond is handed out: in runs of consecutive tasks, long ones first, so that few messages
/// go to and fro; single ones last, so that nobody waits long for the others ("factoring": Hummel, Schonberg & Flynn 1992).
///
/// Who does which task changes no byte, so the runs may depend on the number of workers.
struct TaskShares: BitwiseCopyable {
  let count: Int
  /// Who share the tasks; 0 where each is handed out by itself.
  let workers: Int

  /// The run with a number; empty behind the last.
  subscript(share: Int) -> Range<Int> {
    var start = 0
    for _ in 0..<share { start += length(from: start) }
    return start..<start + length(from: start)
  }

  /// The number of runs.
  var shares: Int {
    var start = 0, shares = 0
    while start < count {
      start += length(from: start)
      shares += 1
    }
    return shares
  }

  /// Two thirds of a fair share of what is left.
  private func length(from start: Int) -> Int {
    let left = count - start
    guard left > 0 else { return 0 }
    return workers == 0 ? 1 : max(1, left * 2 / (3 * workers))
  }
}
