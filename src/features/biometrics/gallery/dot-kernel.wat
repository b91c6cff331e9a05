;; Dot products of one probe with every row of an index, the whole inner loop of a 1:N search.
;; Assembled by `node scripts/gallery/build-kernel.ts` into dot-kernel.wasm beside it.
(module
  (memory (export "memory") 1)

  ;; $probe: address of $length int16 (the probe's int8, widened once so that no row has to).
  ;; $rows:  address of $count rows of $length int8. $out: address of $count int32.
  ;; $length is a multiple of 16. Sums cannot overflow: 2^14 * 16384 stays below 2^31.
  (func (export "dots")
    (param $probe i32) (param $rows i32) (param $out i32) (param $count i32) (param $length i32)
    (local $end i32) (local $p i32) (local $rowEnd i32) (local $even v128) (local $odd v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $eachRow
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $p (local.get $probe))
        (local.set $rowEnd (i32.add (local.get $rows) (local.get $length)))
        (local.set $even (v128.const i32x4 0 0 0 0))
        (local.set $odd (v128.const i32x4 0 0 0 0))
        (loop $eachSixteen
          ;; Two sums, so that one addition need not wait for the other.
          (local.set $even (i32x4.add (local.get $even)
            (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $rows)) (v128.load (local.get $p)))))
          (local.set $odd (i32x4.add (local.get $odd)
            (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $rows))
                               (v128.load offset=16 (local.get $p)))))
          (local.set $p (i32.add (local.get $p) (i32.const 32)))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (br_if $eachSixteen (i32.lt_u (local.get $rows) (local.get $rowEnd))))
        (local.set $even (i32x4.add (local.get $even) (local.get $odd)))
        (i32.store (local.get $out)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $even)) (i32x4.extract_lane 1 (local.get $even)))
            (i32.add (i32x4.extract_lane 2 (local.get $even)) (i32x4.extract_lane 3 (local.get $even)))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (br $eachRow)))))
