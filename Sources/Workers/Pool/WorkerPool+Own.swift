import CShims

/// What the coordinator does itself.
extension WorkerPool {
  /// For so long the coordinator works by itself before it listens again.
  private static let stretchLimit = Duration.milliseconds(10)

  /// Takes the first task of the batch, unless the coordinator has died of one before.
  func takeOwn(_ task: OwnTask?) {
    guard worksItself, let task, let position = batch?.take() else { return }
    own = (task, position)
  }

  /// Works until it is time to listen, or nothing is left to do.
  func work(from now: SuspendingClock.Instant, _ onResult: OnResult) {
    guard let (task, position) = own, let batch, batch.failure == nil else {
      own = nil
      return
    }
    var stretch = OwnStretch(task.step, until: now.advanced(by: Self.stretchLimit))
    let signal = stretch.survive()
    if signal != 0 {
      loseOwn(task, position, of: batch, .signal(signal))
    } else if stretch.isTaskDone {
      own = nil
      batch.finish(position)
      onResult(batch.batch.order[position], .zero)
    }
  }

  /// Leaves the task on which the coordinator has died to the workers, and all later ones of its own: what has killed it once may do so again, and then
  /// perhaps not where it can be survived.
  private func loseOwn(_ task: OwnTask, _ position: Int, of batch: BatchState, _ reason: LossReason) {
    own = nil
    worksItself = false
    task.onDeath()
    batch.putBack([position])
    let culprit = batch.blame(position, reason)
    onWorkerLost?(WorkerLoss(pid: getpid(), reason: reason, task: culprit, requeued: [batch.batch.order[position]]))
    send(clock.now)
  }
}
