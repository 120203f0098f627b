<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Recall@{0} from {1} to {2}: share of items whose own {2} is among the {0} most similar of {3}. Chance: {0} / {3}.</source>
        <translation>Recall@{0}，从 {1} 到 {2}：自身的 {2} 位于 {3} 个之中最相似的前 {0} 名之内的物品占比。随机水平：{0} / {3}。</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐度</translation>
    </message>
    <message>
        <source>Alignment (Wang &amp; Isola 2020): mean squared distance of matching pairs on the unit sphere; 0 is perfect. Chance: the mean over all pairs, matching or not.</source>
        <translation>对齐度（Wang &amp; Isola 2020）：单位球面上配对样本的均方距离；0 为完美。随机水平：所有样本对（无论是否配对）的均值。</translation>
    </message>
    <message>
        <source>Uniformity (Wang &amp; Isola 2020) of {0} / {1}. Lower is more spread out; 0 means all in one point. Chance: points spread evenly over the whole sphere, the lowest there is.</source>
        <translation>{0} / {1} 的均匀度（Wang &amp; Isola 2020）。越低表示分布越分散；0 表示全部集中于一点。随机水平：各点均匀分布于整个球面，即可能的最低值。</translation>
    </message>
    <message>
        <source>Modality gap (Liang et al. 2022): distance between the centres of both modalities on the unit sphere. Chance: what labelling the points as one or the other at random gives.</source>
        <translation>模态间隙（Liang et al. 2022）：两个模态的中心在单位球面上的距离。随机水平：将各点随机标为其中一个模态时的结果。</translation>
    </message>
    <message>
        <source>Unbiased linear CKA (Kornblith et al. 2019 with the HSIC estimator of Song et al. 2012): how alike the two spaces arrange the items, whatever the axes. 1 is the same, chance is 0; it can fall below 0. Needs four items.</source>
        <translation>无偏线性 CKA（Kornblith et al. 2019，采用 Song et al. 2012 的 HSIC 估计量）：不论坐标轴如何，两个空间对物品的排布有多相似。1 表示相同，随机水平为 0；可能低于 0。至少需要四个物品。</translation>
    </message>
    <message>
        <source>Mutual nearest neighbours (Huh et al. 2024): mean share of an item&apos;s nearest neighbours that both modalities have in common, sought in the full space. Chance: k / {0}.</source>
        <translation>互最近邻（Huh et al. 2024）：在完整空间中搜索，两个模态在一个物品的最近邻中共有部分的平均占比。随机水平：k / {0}。</translation>
    </message>
    <message>
        <source>Formula: {0}</source>
        <translation>公式：{0}</translation>
    </message>
    <message>
        <source>Uniformity</source>
        <translation>均匀度</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>间隙</translation>
    </message>
    <message>
        <source>mean of {0} heads</source>
        <translation>{0} 个头的均值</translation>
    </message>
    <message>
        <source>largest of {0} heads</source>
        <translation>{0} 个头的最大值</translation>
    </message>
    <message>
        <source>head {0} of {1}</source>
        <translation>第 {0}/{1} 头</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>{0}-{1} s</source>
        <translation>{0}-{1} s</translation>
    </message>
    <message>
        <source>the whole {0}</source>
        <translation>整个 {0}</translation>
    </message>
    <message>
        <source>item vector</source>
        <translation>物品向量</translation>
    </message>
    <message>
        <source>{0} all {1} tokens</source>
        <translation>{0} 全部 {1} 词元</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>另有 {0} 个</translation>
    </message>
    <message>
        <source>Attention weight: where it looked</source>
        <translation>注意力权重：看向了哪里</translation>
    </message>
    <message>
        <source>fusion queries (mean of {0})</source>
        <translation>融合查询（{0} 个的均值）</translation>
    </message>
    <message>
        <source>layer {0} of {1}</source>
        <translation>第 {0}/{1} 层</translation>
    </message>
    <message>
        <source>Rollout through all layers ({0}): where it looked</source>
        <translation>Rollout，贯穿全部 {0} 层：看向了哪里</translation>
    </message>
    <message>
        <source>Gradient relevance through all layers ({0}): what moved the score</source>
        <translation>梯度相关性，贯穿全部 {0} 层：是什么影响了得分</translation>
    </message>
    <message>
        <source>{0} {1} not shown</source>
        <translation>{0} 占 {1}，未显示</translation>
    </message>
    <message>
        <source>{0} stays with the token itself, not drawn</source>
        <translation>{0} 留在词元自身，未绘出</translation>
    </message>
    <message>
        <source>1 × uniform</source>
        <translation>1 × 均匀值</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} 至 {1}</translation>
    </message>
    <message>
        <source>uniform {0}</source>
        <translation>均匀值 {0}</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>turned by EXIF</source>
        <translation>由 EXIF 旋转</translation>
    </message>
    <message>
        <source>uniform borders</source>
        <translation>单色边框</translation>
    </message>
    <message>
        <source>not square</source>
        <translation>非正方形</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>尺寸不同</translation>
    </message>
    <message>
        <source>pass as they are</source>
        <translation>原样通过</translation>
    </message>
    <message>
        <source>A grid pixel is {0} × {1} pixels of the picture; the grid&apos;s corner is at {2}, {3}.</source>
        <translation>一个网格像素对应图片的 {0} × {1} 像素；网格的角位于 {2}, {3}。</translation>
    </message>
    <message>
        <source>Point at a patch to see which pixels of the file it was made of.</source>
        <translation>指向一个图块，以查看它由文件的哪些像素构成。</translation>
    </message>
    <message>
        <source>Patch {0} (row {1}, column {2})</source>
        <translation>图块 {0}（行 {1}，列 {2}）</translation>
    </message>
    <message>
        <source>: padding, left out by the encoder</source>
        <translation>：填充，编码器将其略去</translation>
    </message>
    <message>
        <source>: corners in the file at {0}</source>
        <translation>：文件中的角点位于 {0}</translation>
    </message>
    <message>
        <source>, in the upright picture at {0}</source>
        <translation>，在转正的图片中位于 {0}</translation>
    </message>
    <message>
        <source>Sound</source>
        <extracomment>Second -&gt; x, and the colours.</extracomment>
        <translation>声音</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>the clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>{0} ms</source>
        <translation>{0} ms</translation>
    </message>
    <message>
        <source>not moved</source>
        <translation>未移动</translation>
    </message>
    <message>
        <source> by hand</source>
        <translation>（手动）</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>sync marker</source>
        <translation>同步标记</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>DTW, drift</source>
        <translation>DTW，漂移</translation>
    </message>
    <message>
        <source>Moved by {0} ms by hand. Found before: {1}</source>
        <translation>已手动移动 {0} ms。先前的结果：{1}</translation>
    </message>
    <message>
        <source>Left alone. {0}</source>
        <translation>保持不变。{0}</translation>
    </message>
    <message>
        <source>Moved by {0} ms. {1}</source>
        <translation>已移动 {0} ms。{1}</translation>
    </message>
    <message>
        <source>Its drift is taken out.</source>
        <translation>其漂移已消除。</translation>
    </message>
    <message>
        <source>Asked in this order:</source>
        <translation>询问顺序：</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已移动</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>手动设定</translation>
    </message>
    <message>
        <source>too little to compare</source>
        <translation>内容太少，无法比较</translation>
    </message>
    <message>
        <source>agree</source>
        <translation>一致</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>取消正在运行的作业</translation>
    </message>
</context>
<context>
    <name>AlignmentPage</name>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Do the words, the picture and the sound of an item say the same?</source>
        <translation>一个物品的文字、图片和声音说的是同一件事吗？</translation>
    </message>
    <message>
        <source>Pair of modalities</source>
        <translation>模态对</translation>
    </message>
    <message>
        <source>Swap who asks and who answers</source>
        <translation>交换提问方与应答方</translation>
    </message>
    <message>
        <source>Space the items are compared in</source>
        <translation>比较物品所用的空间</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>分布图</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Mismatches</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Open a catalog first: its modalities are compared here.</source>
        <translation>请先打开一个物品库：它的各个模态将在这里比较。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there is nothing to compare.</source>
        <translation>物品库尚未编码，因此没有可比较的内容。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Space: trained model</source>
        <translation>空间：训练后的模型</translation>
    </message>
    <message>
        <source>Space: ridge map (before training)</source>
        <translation>空间：岭回归映射（训练前）</translation>
    </message>
</context>
<context>
    <name>AttentionPage</name>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Point at a word, a patch or a second to see where it looks.</source>
        <translation>指向一个词、一个图块或一秒，看看它看向哪里。</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation>指向游戏</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Open a catalog first: its items are looked at here.</source>
        <translation>请先打开一个物品库：它的物品将在这里查看。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>The catalog has not been encoded yet, so there are no tokens to look at.</source>
        <translation>物品库尚未编码，因此没有可查看的词元。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>No model has been trained yet. Attention is what a trained model does.</source>
        <translation>尚未训练任何模型。注意力是训练后的模型才有的行为。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>score of user {0}</source>
        <translation>用户 {0} 的得分</translation>
    </message>
    <message>
        <source>mean score of the {0} people who chose it</source>
        <translation>选择过它的 {0} 人的平均得分</translation>
    </message>
    <message>
        <source>mean score of everybody, nobody chose it yet</source>
        <translation>全体用户的平均得分，尚无人选择它</translation>
    </message>
</context>
<context>
    <name>AxesTable</name>
    <message>
        <source>Settings to search</source>
        <translation>要搜索的设置</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>try</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>importance</source>
        <translation>重要性</translation>
    </message>
    <message>
        <source>low:high, low:high:log, or a, b, c</source>
        <translation>low:high、low:high:log 或 a, b, c</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <extracomment>Older messages leave when more than this many are shown.</extracomment>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BenchmarkPage</name>
    <message>
        <source>Open result ...</source>
        <translation>打开结果 ...</translation>
    </message>
    <message>
        <source>Save report ...</source>
        <translation>保存报告 ...</translation>
    </message>
    <message>
        <source>HTML page, CSV numbers, or the result as JSON</source>
        <translation>HTML 页面、CSV 数值或 JSON 格式的结果</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What to measure</source>
        <translation>测量内容</translation>
    </message>
    <message>
        <source>Views of the result</source>
        <translation>结果视图</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Breakdown</source>
        <translation>耗时分解</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>规模扩展</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Everything below is measured on the CPU. To see an accelerator&apos;s numbers, run “{0}” on a machine that has one and open the file here.</source>
        <translation>以下内容均在 CPU 上测得。如需查看加速器的数值，请在配有加速器的机器上运行“{0}”，再在此处打开生成的文件。</translation>
    </message>
    <message>
        <source>Measuring ...</source>
        <translation>正在测量 ...</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <extracomment>Live numbers are redrawn at most this often.</extracomment>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>How fast, how sure, how near to what the machine can do, and still the same answer?</source>
        <translation>有多快、有多可靠、离机器的极限有多近，答案是否仍然相同？</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Reading {0} ...</source>
        <translation>正在读取 {0} ...</translation>
    </message>
    <message>
        <source>The result could not be shown ({0}).</source>
        <translation>无法显示该结果（{0}）。</translation>
    </message>
    <message>
        <source>Outputs on the same inputs and weights against the CPU in fp32 without compilation, compared before anything is timed.</source>
        <translation>以 CPU、fp32、未编译为基准，在相同输入和权重下比较输出；比较先于一切计时。</translation>
    </message>
    <message>
        <source>Nothing but the reference itself (CPU, fp32, not compiled) was measured. Tick another precision, compilation or device to see parity beside speed.</source>
        <translation>只测量了基准本身（CPU、fp32、未编译）。请勾选其他精度、编译或设备，以便同时查看速度与一致性。</translation>
    </message>
    <message>
        <source>Open result</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Compare with the baseline</source>
        <translation>与基线比较</translation>
    </message>
    <message>
        <source>Benchmark results (*.json *.journal)</source>
        <translation>基准测试结果 (*.json *.journal)</translation>
    </message>
    <message>
        <source>Report (*.html);;Numbers (*.csv);;Result (*.json)</source>
        <translation>报告 (*.html);;数值 (*.csv);;结果 (*.json)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>Breakdown</name>
    <message>
        <source>Where the time goes</source>
        <translation>时间花在哪里</translation>
    </message>
    <message>
        <source>share of the call (%)</source>
        <translation>占单次调用的比例 (%)</translation>
    </message>
    <message>
        <source>This workload has no stages on this device. Training steps and the path from words and picture to a list have; on an accelerator every workload shows the host&apos;s share.</source>
        <translation>此工作负载在该设备上没有分阶段数据。训练步骤以及从文字和图片到推荐列表的路径才有；在加速器上，每个工作负载都会显示主机占比。</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
</context>
<context>
    <name>CatalogPage</name>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Items, histories and their health: what everything else starts from</source>
        <translation>物品、历史及其健康状况：其余一切的起点</translation>
    </message>
    <message>
        <source>Open another</source>
        <translation>打开其他</translation>
    </message>
    <message>
        <source>Open another catalog or a sample</source>
        <translation>打开其他物品库或示例</translation>
    </message>
    <message>
        <source>Columns ...</source>
        <translation>列 ...</translation>
    </message>
    <message>
        <source>Say anew which column of the files means what</source>
        <translation>重新指定文件中各列的含义</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colour scale</source>
        <extracomment>Ends of the signed palette (Okabe-Ito vermilion and blue, told apart by every eye). Strongest alpha of an overlay: what lies below must stay readable.</extracomment>
        <translation>色标</translation>
    </message>
    <message>
        <source>Colour scale from {0} to {1}</source>
        <translation>从 {0} 到 {1} 的色标</translation>
    </message>
</context>
<context>
    <name>ColumnsTable</name>
    <message>
        <source>The file as it is</source>
        <translation>文件原样</translation>
    </message>
    <message>
        <source>is</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What {0} is</source>
        <translation>{0} 的含义</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command ...</source>
        <translation>输入命令 ...</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Differences of metrics</source>
        <translation>指标差异</translation>
    </message>
    <message>
        <source>Differences of settings</source>
        <translation>设置差异</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Ranking for every user ...</source>
        <translation>正在为每位用户排名 ...</translation>
    </message>
    <message>
        <source>Against {0}, on the same {1} users: intervals of {2} from 2,000 paired bootstrap draws. They compare these models; another seed would give other models.</source>
        <translation>与 {0} 相比，使用相同的 {1} 位用户：区间为 {2}，由 2,000 次配对自助抽样得出。比较的是这些模型本身；换一个随机种子会得到不同的模型。</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差异</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>▲ better</source>
        <translation>▲ 更好</translation>
    </message>
    <message>
        <source>▼ worse</source>
        <translation>▼ 更差</translation>
    </message>
    <message>
        <source>≈ cannot tell</source>
        <translation>≈ 无法判断</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Compare with a result of this or another machine. Only equal workloads at equal places of the grid are judged; everything else is listed.</source>
        <translation>与本机或其他机器的结果比较。仅对相同运行配置下的相同工作负载作出判定，其余一律列出。</translation>
    </message>
    <message>
        <source>Compare with ...</source>
        <translation>比较对象 ...</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>未比较</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>same</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>A second item or a second run, under the same map</source>
        <translation>同一种图下的第二个物品或第二个运行</translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>How much more the open run attends to each token than the other</source>
        <translation>当前运行对每个词元的注意比另一个高多少</translation>
    </message>
    <message>
        <source>another item</source>
        <translation>另一个物品</translation>
    </message>
    <message>
        <source>run {0}</source>
        <translation>运行 {0}</translation>
    </message>
</context>
<context>
    <name>CompressionView</name>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>int8: linear layers computed in 8 bits. Pruned: the smallest weights set to zero and stored sparse. Speed on the CPU.</source>
        <translation>int8：线性层以 8 位计算。剪枝：将最小的权重置零并以稀疏形式存储。速度在 CPU 上测得。</translation>
    </message>
    <message>
        <source>How small can this model get before its lists suffer?</source>
        <translation>这个模型能压缩到多小而不影响其推荐列表？</translation>
    </message>
    <message>
        <source>variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>of original</source>
        <translation>相对原始大小</translation>
    </message>
    <message>
        <source>items/s</source>
        <translation>物品/s</translation>
    </message>
    <message>
        <source>zero weights</source>
        <translation>零权重</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Where it looked</source>
        <translation>看向了哪里</translation>
    </message>
    <message>
        <source>Raw attention: softmax(q k / √d) of one layer.</source>
        <translation>原始注意力：单层的 softmax(q k / √d)。</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Attention followed through all layers, half of it staying with the token (Abnar &amp; Zuidema 2020). Still where it looked.</source>
        <translation>逐层追踪的注意力，其中一半留在词元自身（Abnar &amp; Zuidema 2020）。仍表示看向了哪里。</translation>
    </message>
    <message>
        <source>What moved the score</source>
        <translation>是什么影响了得分</translation>
    </message>
    <message>
        <source>Attention times its gradient, followed through all layers (Chefer, Gur &amp; Wolf 2021).</source>
        <translation>注意力乘以其梯度，并逐层追踪（Chefer, Gur &amp; Wolf 2021）。</translation>
    </message>
    <message>
        <source>Kind of map</source>
        <translation>图的类型</translation>
    </message>
    <message>
        <source>Layer; Up and Down walk</source>
        <translation>层；用 Up 和 Down 切换</translation>
    </message>
    <message>
        <source>Head; Left and Right walk</source>
        <translation>头；用 Left 和 Right 切换</translation>
    </message>
    <message>
        <source>Scale of the colours</source>
        <translation>颜色标度</translation>
    </message>
    <message>
        <source>this map</source>
        <translation>此图</translation>
    </message>
    <message>
        <source>all maps</source>
        <translation>所有图</translation>
    </message>
    <message>
        <source>× uniform</source>
        <translation>× 均匀值</translation>
    </message>
    <message>
        <source>Scale. This map: full colour is the largest weight on screen, in each modality that has a softmax of its own. All maps: one scale for every layer, head and token of this item. × uniform: multiples of what each token would get if all were equal.</source>
        <translation>标度。此图：在每个拥有独立 softmax 的模态中，最深的颜色对应屏幕上的最大权重。所有图：此物品的所有层、头和词元共用一个标度。× 均匀值：若所有词元均等，各词元应得权重的倍数。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>by modality</source>
        <translation>按模态</translation>
    </message>
    <message>
        <source>Whose score</source>
        <translation>谁的得分</translation>
    </message>
    <message>
        <source>its choosers</source>
        <translation>选择者</translation>
    </message>
    <message>
        <source>Relevance and proof are about a score: of the people who chose this item, or of the selected user.</source>
        <translation>相关性和验证都针对一个得分：选择过此物品的人的得分，或所选用户的得分。</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Outline where the planted attributes really are.</source>
        <translation>勾出植入属性的真实位置。</translation>
    </message>
    <message>
        <source>Layer {0}/{1}</source>
        <translation>层 {0}/{1}</translation>
    </message>
    <message>
        <source>Heads: mean</source>
        <translation>头：均值</translation>
    </message>
    <message>
        <source>Head {0}/{1}</source>
        <translation>头 {0}/{1}</translation>
    </message>
    <message>
        <source>Heads: max</source>
        <translation>头：最大值</translation>
    </message>
    <message>
        <source>user {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Length of the list</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Diversity in percent</source>
        <translation>多样性（百分比）</translation>
    </message>
    <message>
        <source>Maximal marginal relevance: trade score for items unlike those above them</source>
        <translation>最大边际相关性：以得分换取与排在前面者不同的物品</translation>
    </message>
    <message>
        <source>Modalities count</source>
        <translation>模态权重</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the list this user would get (Ctrl+R)</source>
        <translation>恢复为该用户本应得到的列表 (Ctrl+R)</translation>
    </message>
    <message>
        <source>{0} items ranked in {1} ms</source>
        <translation>已排序 {0} 个物品，用时 {1} ms</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>模型：{0}</translation>
    </message>
    <message>
        <source>Only the best by plain score were weighed anew.</source>
        <translation>仅对按原始得分最靠前的物品重新加权。</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>All pictures</source>
        <extracomment>In this order; others follow.</extracomment>
        <translation>所有图片</translation>
    </message>
    <message>
        <source>Items with the chosen reason</source>
        <translation>符合所选原因的物品</translation>
    </message>
    <message>
        <source>Trim uniform borders</source>
        <translation>裁去单色边框</translation>
    </message>
    <message>
        <source>Holds for the whole catalog and the next encoding, maps included</source>
        <translation>适用于整个物品库和下一次编码，包括各类图</translation>
    </message>
    <message>
        <source>{0} of {1} need alignment</source>
        <translation>{1} 个中有 {0} 个需要对齐</translation>
    </message>
    <message>
        <source>Show these items</source>
        <translation>显示这些物品</translation>
    </message>
</context>
<context>
    <name>Coverage</name>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>epoch {0}</source>
        <extracomment>More points than pixels only cost time; a curve is thinned beyond this. Amounts whose size means something start at zero; a loss does not. Said shorter beside a title that names them already. (run label, metric name); the label is empty while one run is shown.</extracomment>
        <translation>轮次 {0}</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source> interactions/s</source>
        <translation> 次交互/s</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a card to see why it is there.</source>
        <translation>选择一张卡片，查看它为何出现在列表中。</translation>
    </message>
    <message>
        <source>Why this item</source>
        <translation>推荐理由</translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation>相似物品</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>Where the model looks in this item (Return)</source>
        <translation>模型在此物品中看向哪里 (Return)</translation>
    </message>
    <message>
        <source>♡ Like</source>
        <translation>♡ 喜欢</translation>
    </message>
    <message>
        <source>Add it to the history and rank again (L)</source>
        <translation>加入历史并重新排序 (L)</translation>
    </message>
    <message>
        <source>♥ Liked</source>
        <translation>♥ 已喜欢</translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation>✓ 后来选中</translation>
    </message>
    <message>
        <source>cold: new to the model</source>
        <translation>冷启动：模型未见过</translation>
    </message>
    <message>
        <source>{0} alike</source>
        <translation>相似度 {0}</translation>
    </message>
</context>
<context>
    <name>EvidenceActions</name>
    <message>
        <source>Save evidence file ...</source>
        <translation>保存证据文件 ...</translation>
    </message>
    <message>
        <source>Open evidence file ...</source>
        <translation>打开证据文件 ...</translation>
    </message>
    <message>
        <source>Save evidence</source>
        <translation>保存证据</translation>
    </message>
    <message>
        <source>Open evidence</source>
        <translation>打开证据</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>Evidence of {0}: {1}, model {2}, saved {3}.</source>
        <translation>{0} 的证据：{1}，模型 {2}，保存于 {3}。</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Copy or save this plot</source>
        <translation>复制或保存此图</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as PNG ...</source>
        <translation>另存为 PNG ...</translation>
    </message>
    <message>
        <source>Save as SVG ...</source>
        <translation>另存为 SVG ...</translation>
    </message>
    <message>
        <source>Save numbers as CSV ...</source>
        <translation>将数值另存为 CSV ...</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Items that could not be encoded</source>
        <translation>无法编码的物品</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>模态</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>They are masked, never replaced by zeros. {0}.</source>
        <translation>它们会被遮蔽，绝不以零代替。{0}。</translation>
    </message>
    <message>
        <source>The first {0} are listed.</source>
        <translation>列出前 {0} 个。</translation>
    </message>
</context>
<context>
    <name>FeaturesPage</name>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Pretrained encoders turn words, pictures and sound into tokens with their places.</source>
        <translation>预训练编码器将文字、图片和声音转换为带位置的词元。</translation>
    </message>
    <message>
        <source>Encode</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open a catalog first: its words, pictures and sounds are encoded here.</source>
        <translation>请先打开一个物品库：它的文字、图片和声音将在这里编码。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Precomputed features of the catalog: one token an item.</source>
        <translation>物品库自带的预计算特征：每个物品一个词元。</translation>
    </message>
    <message>
        <source>Asking which encoders are installed ...</source>
        <translation>正在查询已安装的编码器 ...</translation>
    </message>
    <message>
        <source>Encode again</source>
        <translation>重新编码</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
</context>
<context>
    <name>FilmPanel</name>
    <message>
        <source>Watch the film</source>
        <extracomment>Milliseconds a frame stands when the film plays.</extracomment>
        <translation>观看影片</translation>
    </message>
    <message>
        <source>Shows the filmed item&apos;s maps as they were after an epoch.</source>
        <translation>显示影片所记录的物品在某一轮次之后的图。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Share of the item vector and hits by epoch</source>
        <translation>各轮次在物品向量中的占比与命中率</translation>
    </message>
    <message>
        <source>Every run keeps what it looked at after each epoch: watch it learn.</source>
        <translation>每个运行都会保留每一轮次之后所看的内容：观看它如何学习。</translation>
    </message>
    <message>
        <source>Epoch {0} of {1}.</source>
        <translation>轮次 {0} / {1}。</translation>
    </message>
    <message>
        <source>The item vector reads {0}.</source>
        <translation>物品向量读取 {0}。</translation>
    </message>
    <message>
        <source>{0} → {1} points right {2} (chance {3}).</source>
        <translation>{0} → {1} 指向正确 {2}（随机水平 {3}）。</translation>
    </message>
    <message>
        <source>{0} in the item vector</source>
        <translation>物品向量中的 {0}</translation>
    </message>
    <message>
        <source>{0} → {1} hits</source>
        <translation>{0} → {1} 命中</translation>
    </message>
</context>
<context>
    <name>FindTab</name>
    <message>
        <source>A phrase, such as “striped” or “slow piano”</source>
        <extracomment>Phrases offered at most.</extracomment>
        <translation>短语，例如 “striped” 或 “slow piano”</translation>
    </message>
    <message>
        <source>Phrase to look for</source>
        <translation>要查找的短语</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>查找范围</translation>
    </message>
    <message>
        <source>The phrase goes through the catalog&apos;s own text encoder; its coordinates in the trained model say which patches, seconds and frames occur with such words. Score: deviations above the catalog&apos;s mean token. The tick on each bar is what an item scores that was not asked for (the median of all items).</source>
        <translation>短语经过物品库自己的文本编码器；它在已训练模型中的坐标指出哪些图块、秒和帧常与这类文字一同出现。得分：高出物品库平均词元多少个标准差。每个条上的刻度是并非所查物品的得分（所有物品的中位数）。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>A phrase is found with a trained model: it knows which words go with which patches and sounds. Train one with the Transformer fusion.</source>
        <translation>查找短语需要已训练的模型：它知道哪些文字对应哪些图块和声音。请用 Transformer 融合训练一个模型。</translation>
    </message>
    <message>
        <source>Type a phrase, or choose one of those above.</source>
        <translation>请输入短语，或从上方选择一个。</translation>
    </message>
    <message>
        <source>Looking through the catalog ...</source>
        <translation>正在物品库中查找 ...</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Best place of each of {0} items, among {1} tokens.</source>
        <translation>{0} 个物品各自的最佳位置，共 {1} 个词元。</translation>
    </message>
    <message>
        <source>Planted truth ({0}): &lt;b&gt;{1} of the first {2}&lt;/b&gt; are right, by chance {3}.</source>
        <translation>植入的真值 ({0})：&lt;b&gt;前 {2} 个中有 {1} 个&lt;/b&gt;正确，随机水平为 {3}。</translation>
    </message>
    <message>
        <source>The phrase names nothing that was planted, so it is not scored.</source>
        <translation>该短语未指向任何植入内容，因此不计分。</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>✖ error</source>
        <translation>✖ 错误</translation>
    </message>
    <message>
        <source>⚠ warning</source>
        <translation>⚠ 警告</translation>
    </message>
    <message>
        <source>ⓘ note</source>
        <translation>ⓘ 提示</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>显示行</translation>
    </message>
    <message>
        <source>Show users</source>
        <translation>显示用户</translation>
    </message>
    <message>
        <source>Show items ({0})</source>
        <translation>显示物品 ({0})</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Go on without these rows; the files stay as they are (opening brings all back)</source>
        <translation>排除这些行后继续；文件保持不变（重新打开即可全部恢复）</translation>
    </message>
</context>
<context>
    <name>FlowView</name>
    <message>
        <source>Flow: is spatial alignment needed?</source>
        <translation>流程：是否需要空间对齐？</translation>
    </message>
    <message>
        <source>turn</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>trim</source>
        <translation>裁边</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>turn upright</source>
        <translation>转为正向</translation>
    </message>
    <message>
        <source>trim borders</source>
        <translation>裁去边框</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>加边填充</translation>
    </message>
    <message>
        <source>resample</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Alignment
needed?</source>
        <translation>需要
对齐？</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>直接通过</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>click pins · Shift adds · Esc clears
← → heads · ↑ ↓ layers</source>
        <translation>点击固定 · Shift 追加 · Esc 清除
← → 切换头 · ↑ ↓ 切换层</translation>
    </message>
    <message>
        <source>Full colour: {0}</source>
        <translation>最深颜色：{0}</translation>
    </message>
    <message>
        <source>{0} {1}×</source>
        <translation>{0} {1}×</translation>
    </message>
    <message>
        <source>strongest {0} uniform</source>
        <translation>最强：{0}（相对于均匀值）</translation>
    </message>
    <message>
        <source>this run less {0}: vermilion where it attends more, blue less</source>
        <translation>当前运行减去 {0}：朱红色表示注意更多，蓝色表示更少</translation>
    </message>
</context>
<context>
    <name>GapPanel</name>
    <message>
        <source>shift (0 as is, 1 gap closed)</source>
        <translation>平移量（0 为原样，1 为间隙闭合）</translation>
    </message>
    <message>
        <source>recall@1, %</source>
        <translation>recall@1, %</translation>
    </message>
    <message>
        <source>Recall over the shift</source>
        <translation>召回率随平移量的变化</translation>
    </message>
    <message>
        <source>Shift of the modalities towards each other</source>
        <translation>各模态相向平移的程度</translation>
    </message>
    <message>
        <source>Moves both modalities half of the shift towards each other along the line between their centres, then back onto the sphere (Liang et al. 2022).</source>
        <translation>将两个模态沿其中心连线各相向移动平移量的一半，再投回球面（Liang et al. 2022）。</translation>
    </message>
    <message>
        <source>As is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>lost here</source>
        <translation>在此丢失</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自身</translation>
    </message>
    <message>
        <source>found instead</source>
        <translation>误找到的物品</translation>
    </message>
    <message>
        <source>Items that find themselves last at this shift</source>
        <translation>在此平移量下自身排名最靠后的物品</translation>
    </message>
    <message>
        <source>Shift {0}: {1} {2} R@1, {3} {4} R@1 (chance {5}).</source>
        <translation>平移 {0}：{1} {2} R@1，{3} {4} R@1（随机水平 {5}）。</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Workloads and devices</source>
        <extracomment>What a run measures if nobody chooses: all that can run here in one process.</extracomment>
        <translation>工作负载与设备</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>≈ noisy or disturbed: {0}</source>
        <translation>≈ 有噪声或受干扰：{0}</translation>
    </message>
</context>
<context>
    <name>GridPanel</name>
    <message>
        <source>Map from grid pixels to picture pixels</source>
        <translation>从网格像素到图片像素的映射</translation>
    </message>
    <message>
        <source>Patches of {0}.</source>
        <translation>{0} 的图块。</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Picture before and after alignment, with its patches</source>
        <translation>对齐前后的图片及其图块</translation>
    </message>
    <message>
        <source>Arrow keys walk the patches, Escape lets go</source>
        <translation>方向键在图块间移动，Escape 取消选择</translation>
    </message>
    <message>
        <source>File: {0} × {1} pixels</source>
        <translation>文件：{0} × {1} 像素</translation>
    </message>
    <message>
        <source>Grid: {0} × {0}, {1} × {1} patches</source>
        <translation>网格：{0} × {0}，{1} × {1} 个图块</translation>
    </message>
</context>
<context>
    <name>HeadTiles</name>
    <message>
        <source>All heads; arrow keys walk heads and layers</source>
        <translation>所有头；用方向键切换头和层</translation>
    </message>
</context>
<context>
    <name>HeadsPanel</name>
    <message>
        <source>Pair of modalities</source>
        <translation>模态对</translation>
    </message>
    <message>
        <source>Order of the heads</source>
        <translation>注意力头的顺序</translation>
    </message>
    <message>
        <source>Entropy: 0 % looks at one token, 100 % at all alike. Sink: largest share one token takes of all queries. Distance: mean distance in tokens, within one modality. Peak: mean of the largest weight.</source>
        <translation>熵：0 % 表示只看一个词元，100 % 表示对所有词元一视同仁。汇点：单个词元在所有查询中占得的最大份额。距离：同一模态内以词元计的平均距离。峰值：最大权重的均值。</translation>
    </message>
    <message>
        <source>in order, entropy</source>
        <translation>原顺序，显示熵</translation>
    </message>
    <message>
        <source>by entropy</source>
        <translation>按熵</translation>
    </message>
    <message>
        <source>by peak</source>
        <translation>按峰值</translation>
    </message>
    <message>
        <source>by sink</source>
        <translation>按汇点</translation>
    </message>
    <message>
        <source>by distance</source>
        <translation>按距离</translation>
    </message>
    <message>
        <source>Every modality has one token: all weights are 1.</source>
        <translation>每个模态只有一个词元：所有权重均为 1。</translation>
    </message>
</context>
<context>
    <name>HealthTab</name>
    <message>
        <source>Stop</source>
        <extracomment>Rest between questions on how far the check is.</extracomment>
        <translation>停止</translation>
    </message>
    <message>
        <source>End the check and keep what it found</source>
        <translation>结束检查并保留已发现的内容</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Every finding with the ids of what it is about</source>
        <translation>所有检查结果及其涉及的 ID</translation>
    </message>
    <message>
        <source>Checking ...</source>
        <translation>正在检查 ...</translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation>检查未能完成。</translation>
    </message>
    <message>
        <source>Nothing was found that would trouble a model.</source>
        <translation>未发现会给模型带来麻烦的问题。</translation>
    </message>
    <message>
        <source>Errors: {0}  ·  Warnings: {1}  ·  Notes: {2}</source>
        <translation>错误：{0}  ·  警告：{1}  ·  提示：{2}</translation>
    </message>
    <message>
        <source>{0} {1} files</source>
        <translation>{0} 个 {1} 文件</translation>
    </message>
    <message>
        <source>All rows were looked at in {0} s.</source>
        <translation>已检查所有行，用时 {0} s。</translation>
    </message>
    <message>
        <source>All rows were looked at, and {0} opened, in {1} s.</source>
        <translation>已检查所有行并打开 {0}，用时 {1} s。</translation>
    </message>
    <message>
        <source>Left out: {0} Open the catalog again to have everything back.</source>
        <translation>已排除：{0} 重新打开物品库即可全部恢复。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>Hearing</name>
    <message>
        <source>cannot be played here</source>
        <translation>无法在此播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>{0}; a double click on the tracks plays from there</source>
        <translation>{0}；双击轨道即从该处播放</translation>
    </message>
</context>
<context>
    <name>HistoryStrip</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 个物品</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>留出</translation>
    </message>
</context>
<context>
    <name>HitCard</name>
    <message>
        <source>{0}. {1}, score {2}{3}</source>
        <translation>{0}. {1}，得分 {2}{3}</translation>
    </message>
    <message>
        <source>, {0}-{1} s</source>
        <translation>，{0}-{1} s</translation>
    </message>
    <message>
        <source>✓ This is a planted place.</source>
        <translation>✓ 这是植入位置。</translation>
    </message>
    <message>
        <source>✗ Not a planted place.</source>
        <translation>✗ 不是植入位置。</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Choose an item to look at it closely.</source>
        <translation>选择一个物品以仔细查看。</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Precomputed features</source>
        <translation>预计算特征</translation>
    </message>
    <message>
        <source>Interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>See attention</source>
        <translation>查看注意力</translation>
    </message>
    <message>
        <source>Where the model looks in this item</source>
        <translation>模型在此物品中看向哪里</translation>
    </message>
    <message>
        <source>Similar items</source>
        <translation>相似物品</translation>
    </message>
    <message>
        <source>Items the model places next to it</source>
        <translation>在模型中与它相邻的物品</translation>
    </message>
    <message>
        <source>id {0}  ·  row {1}</source>
        <translation>ID {0}  ·  第 {1} 行</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{0} by {1} users</source>
        <translation>{0} 次，来自 {1} 位用户</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>{0} from {1} ratings</source>
        <translation>{0}，共 {1} 个评分</translation>
    </message>
    <message>
        <source>rated</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>between</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>missing (width {0})</source>
        <translation>缺失（宽度 {0}）</translation>
    </message>
    <message>
        <source>width {0}, length {1}, {2} % zeros</source>
        <translation>宽度 {0}，长度 {1}，{2} % 为零</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>未统计</translation>
    </message>
</context>
<context>
    <name>ItemBar</name>
    <message>
        <source>Previous item</source>
        <translation>上一个物品</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>下一个物品</translation>
    </message>
    <message>
        <source>Search items</source>
        <translation>搜索物品</translation>
    </message>
    <message>
        <source>Search items by title, text or id</source>
        <translation>按标题、文本或 ID 搜索物品</translation>
    </message>
    <message>
        <source>Items found</source>
        <translation>找到的物品</translation>
    </message>
    <message>
        <source>No item has these words.</source>
        <translation>没有包含这些词的物品。</translation>
    </message>
</context>
<context>
    <name>ItemPicture</name>
    <message>
        <source>Picture of {0}</source>
        <translation>{0} 的图片</translation>
    </message>
</context>
<context>
    <name>ItemView</name>
    <message>
        <source>Words</source>
        <extracomment>Folder of another run to ask; None asks the open one.</extracomment>
        <translation>文字</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>{0} tokens by {1}</source>
        <translation>{0} 个词元，编码器 {1}</translation>
    </message>
    <message>
        <source>Sound and film</source>
        <translation>声音与影像</translation>
    </message>
    <message>
        <source>not used by this model</source>
        <translation>此模型未使用</translation>
    </message>
    <message>
        <source>one token without a place</source>
        <translation>一个无位置的词元</translation>
    </message>
    <message>
        <source>this item has none</source>
        <translation>此物品没有</translation>
    </message>
    <message>
        <source>Who takes in from whom</source>
        <translation>谁从谁获取信息</translation>
    </message>
    <message>
        <source>{0}: precomputed features, one token for the whole item. There are no words, patches or seconds to point at, only shares between modalities.</source>
        <translation>{0}：预计算特征，整个物品只有一个词元。没有可指向的词、图块或秒，只有模态之间的占比。</translation>
    </message>
    <message>
        <source>item vector</source>
        <translation>物品向量</translation>
    </message>
    <message>
        <source>this token</source>
        <translation>此词元</translation>
    </message>
    <message>
        <source>these tokens</source>
        <translation>这些词元</translation>
    </message>
</context>
<context>
    <name>ItemsTab</name>
    <message>
        <source>Items</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation>物品</translation>
    </message>
    <message>
        <source>Search title, text, id, attributes</source>
        <translation>搜索标题、文本、ID、属性</translation>
    </message>
    <message>
        <source>Any interactions</source>
        <translation>交互不限</translation>
    </message>
    <message>
        <source>With interactions</source>
        <translation>有交互</translation>
    </message>
    <message>
        <source>Without (cold)</source>
        <translation>无交互（冷启动）</translation>
    </message>
    <message>
        <source>Catalog order</source>
        <translation>物品库顺序</translation>
    </message>
    <message>
        <source>Most interactions</source>
        <translation>交互最多</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Filter by interactions</source>
        <translation>按交互筛选</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Show all items</source>
        <translation>显示所有物品</translation>
    </message>
    <message>
        <source>Only items with {0}</source>
        <translation>仅含 {0} 的物品</translation>
    </message>
    <message>
        <source>The search failed.</source>
        <translation>搜索失败。</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 个物品</translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation>{0} / {1} 个物品</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>End after this step; the model is kept</source>
        <translation>完成当前步后结束；保留模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>从上一个检查点继续</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>The log of the job appears here.</source>
        <translation>作业日志将显示在这里。</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>LanesView</name>
    <message>
        <source>Tracks before and after</source>
        <extracomment>Seconds an arrow key moves a track, alone and with Shift.</extracomment>
        <translation>前后对比的轨道</translation>
    </message>
    <message>
        <source>Up and down choose a track; left and right move it by 10 ms, with Shift by 100 ms; Delete takes back what was set by hand; Enter plays.</source>
        <translation>上下键选择轨道；左右键将其移动 10 ms，按住 Shift 则为 100 ms；Delete 撤销手动设定；Enter 播放。</translation>
    </message>
    <message>
        <source>Before: every track by its own timestamps</source>
        <translation>之前：各轨道按自身的时间戳</translation>
    </message>
    <message>
        <source>After: all on the clock of the first; drag to correct</source>
        <translation>之后：全部以第一条轨道为时钟；拖动以修正</translation>
    </message>
</context>
<context>
    <name>LatencyView</name>
    <message>
        <source>Latency of single calls</source>
        <translation>单次调用的延迟</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>share of calls</source>
        <translation>调用占比</translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet.</source>
        <translation>此工作负载尚无测量结果。</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s), none left out</source>
        <translation>
            <numerusform>%n 次调用，无一剔除</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LinksView</name>
    <message>
        <source>Best matches between the tokens of two modalities</source>
        <extracomment>Lines drawn while nothing is pointed at: the strongest.</extracomment>
        <translation>两个模态词元之间的最佳匹配</translation>
    </message>
    <message>
        <source>Nothing can be drawn of &apos;{0}&apos;: it is one vector.</source>
        <translation>“{0}” 无法绘制：它只是一个向量。</translation>
    </message>
</context>
<context>
    <name>ListDelegate</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>✓ chosen later</source>
        <translation>✓ 后来选中</translation>
    </message>
</context>
<context>
    <name>ListGrid</name>
    <message>
        <source>Recommendations; L likes, Space plays, Return explains</source>
        <translation>推荐；L 喜欢，Space 播放，Return 解释</translation>
    </message>
    <message>
        <source>Take it out of the history</source>
        <translation>从历史中移除</translation>
    </message>
    <message>
        <source>Like: what if?</source>
        <translation>喜欢：会怎样？</translation>
    </message>
</context>
<context>
    <name>ListModel</name>
    <message>
        <source>{0}. {1}, score {2}</source>
        <translation>{0}. {1}，得分 {2}</translation>
    </message>
    <message>
        <source>, chosen later</source>
        <translation>，后来选中</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open folder ...</source>
        <translation>打开文件夹 ...</translation>
    </message>
    <message>
        <source>Open file ...</source>
        <translation>打开文件 ...</translation>
    </message>
    <message>
        <source>Save picture of this page ...</source>
        <translation>保存此页图片 ...</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Theme: follow the system</source>
        <translation>主题：跟随系统</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>主题：浅色</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>主题：深色</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>前往“{0}”</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Command palette ...</source>
        <translation>命令面板 ...</translation>
    </message>
    <message>
        <source>About Triptych</source>
        <translation>关于 Triptych</translation>
    </message>
    <message>
        <source>follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>语言：{0}</translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation>打开物品库文件夹</translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation>打开物品库文件</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>The picture could not be written to {0}. Choose another folder.</source>
        <translation>无法将图片写入 {0}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Triptych {0}
A workbench that shows how a product&apos;s words, picture and sound line up behind a recommendation.

{1}</source>
        <translation>Triptych {0}
一个工作台，展示商品的文字、图片和声音如何在推荐背后相互对应。

{1}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language changes when Triptych starts again.</source>
        <translation>语言将在 Triptych 重新启动后更改。</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Triptych did not end properly last time. Your catalog is opened again; trained models and features are kept.</source>
        <translation>Triptych 上次未正常退出。您的物品库已重新打开；训练好的模型和特征均已保留。</translation>
    </message>
    <message>
        <source>Close Triptych?</source>
        <translation>要关闭 Triptych 吗？</translation>
    </message>
    <message>
        <source>{0} is running. It can be resumed from its last checkpoint.</source>
        <translation>“{0}”正在运行。之后可从上一个检查点恢复。</translation>
    </message>
</context>
<context>
    <name>MapPlot</name>
    <message>
        <source>Map of all items in all modalities; arrows move, plus and minus zoom, 0 resets</source>
        <extracomment>Above this many points a density is drawn instead of marks. Above this many items lines of all of them would only be a blot. Chosen items that are joined, and that are ringed; beyond it the lasso&apos;s outline must do.</extracomment>
        <translation>所有物品在所有模态中的分布图；方向键移动，加号和减号缩放，0 重置</translation>
    </message>
</context>
<context>
    <name>MapSide</name>
    <message>
        <source>Show in Catalog</source>
        <extracomment>Points at most this far down the map&apos;s own order count as shown near.</extracomment>
        <translation>在物品库中显示</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Nearest by cosine in the full space, over all modalities: what the map should show near. A map in two dimensions must tear some of them away.</source>
        <translation>在完整空间中按余弦最近、涵盖所有模态的邻居：分布图本应将它们显示在附近。二维图必然会把其中一些撕开。</translation>
    </message>
    <message>
        <source>True neighbours</source>
        <translation>真实邻居</translation>
    </message>
    <message>
        <source>Point at an item</source>
        <translation>请指向一个物品</translation>
    </message>
    <message>
        <source>&lt;b&gt;{0}&lt;/b&gt; items enclosed</source>
        <translation>已圈选 &lt;b&gt;{0}&lt;/b&gt; 个物品</translation>
    </message>
    <message>
        <source>{0} itself</source>
        <translation>{0} 自身</translation>
    </message>
    <message>
        <source>near on the map</source>
        <translation>在图上邻近</translation>
    </message>
    <message>
        <source>torn away by the map</source>
        <translation>被图撕开</translation>
    </message>
    <message>
        <source>True neighbours of {0}: {1} of {2} near on this map, ⤳ torn away</source>
        <translation>{0} 的真实邻居：{2} 个中有 {1} 个在此图上邻近，⤳ 表示被撕开</translation>
    </message>
</context>
<context>
    <name>MapTab</name>
    <message>
        <source>Compute {0}</source>
        <extracomment>Pause in typing after which the search starts.</extracomment>
        <translation>计算 {0}</translation>
    </message>
    <message>
        <source>{0} of {1} items takes up to a minute or two; it is kept.</source>
        <translation>对 {1} 个物品计算 {0} 最多需要一两分钟；结果会保留。</translation>
    </message>
    <message>
        <source>PCA of all together; the plane keeps {0} of the variance</source>
        <translation>全体联合 PCA；该平面保留 {0} 的方差</translation>
    </message>
    <message>
        <source>a random {0} of {1} items</source>
        <translation>从 {1} 个物品中随机抽取的 {0} 个</translation>
    </message>
    <message>
        <source>density of {0} points</source>
        <translation>{0} 个点的密度</translation>
    </message>
    <message>
        <source>lines only of chosen items</source>
        <translation>仅显示所选物品的连线</translation>
    </message>
    <message>
        <source>Distances between far groups mean little.</source>
        <translation>相距较远的群组之间，距离意义不大。</translation>
    </message>
    <message>
        <source>Map by {0}</source>
        <translation>{0} 分布图</translation>
    </message>
    <message>
        <source>Comparing with the full space ...</source>
        <translation>正在与完整空间比较 ...</translation>
    </message>
    <message>
        <source>Share of a point&apos;s {0} true neighbours that the map tears away: {1} on average, by chance {2}, of {3} points measured.</source>
        <translation>每个点的 {0} 个真实邻居中被图撕开的占比：平均 {1}，随机水平为 {2}，共测量 {3} 个点。</translation>
    </message>
    <message>
        <source>{0} items enclosed on the alignment map</source>
        <translation>已在对齐分布图上圈选 {0} 个物品</translation>
    </message>
    <message>
        <source>Click a point to see its true neighbours.</source>
        <translation>单击一个点以查看其真实邻居。</translation>
    </message>
    <message>
        <source>The selected item is not on this map.</source>
        <translation>所选物品不在此图上。</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>How the map is made</source>
        <translation>分布图的生成方式</translation>
    </message>
    <message>
        <source>Colour of the points</source>
        <translation>点的颜色</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Drag to enclose items; or hold Shift while dragging.</source>
        <translation>拖动以圈选物品；或在拖动时按住 Shift。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Join the modalities of each item.</source>
        <translation>连接每个物品的各个模态。</translation>
    </message>
    <message>
        <source>Highlight title, text or id</source>
        <translation>高亮标题、文本或 ID</translation>
    </message>
    <message>
        <source>Colour: modality</source>
        <translation>颜色：模态</translation>
    </message>
    <message>
        <source>Colour: neighbourhood loss</source>
        <translation>颜色：邻域损失</translation>
    </message>
    <message>
        <source>Colour: {0}</source>
        <translation>颜色：{0}</translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <source>Columns of {0}</source>
        <translation>{0} 的列</translation>
    </message>
    <message>
        <source>Which file is what, and which column?</source>
        <translation>哪个文件是什么，哪一列又是什么？</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What {0} holds</source>
        <translation>{0} 的内容</translation>
    </message>
    <message>
        <source>As the file has it</source>
        <translation>文件中的原样</translation>
    </message>
    <message>
        <source>As it will be read</source>
        <translation>将读取为</translation>
    </message>
    <message>
        <source>Remember beside the files (triptych.json)</source>
        <translation>在文件旁记住设置 (triptych.json)</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The same from the shell</source>
        <translation>Shell 中的等效命令</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{0} of these rows would go to quarantine; line {1}: {2}</source>
        <translation>这些行中有 {0} 行将进入隔离区；第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>{0} values in these rows would be left out; line {1}: {2}</source>
        <translation>这些行中有 {0} 个值将被略去；第 {1} 行：{2}</translation>
    </message>
</context>
<context>
    <name>MatrixPanel</name>
    <message>
        <source>Order of the items in the matrix</source>
        <translation>矩阵中物品的顺序</translation>
    </message>
    <message>
        <source>by margin</source>
        <translation>按间隔</translation>
    </message>
    <message>
        <source>by likeness</source>
        <translation>按相似度</translation>
    </message>
    <message>
        <source>By margin: items that find themselves best come first. By likeness: like items side by side, along the first singular vector of the matrix.</source>
        <translation>按间隔：最能找到自身的物品排在最前。按相似度：沿矩阵的第一奇异向量，让相似的物品相邻。</translation>
    </message>
    <message>
        <source>{0} of each item</source>
        <translation>各物品的 {0}</translation>
    </message>
    <message>
        <source>cosine {0} dark to {1} bright · {2} of {3} items</source>
        <translation>余弦 {0}（暗）至 {1}（亮）· {3} 个物品中的 {2} 个</translation>
    </message>
</context>
<context>
    <name>Mel</name>
    <message>
        <source>Spectrogram with seconds and Hz</source>
        <translation>以秒和 Hz 为坐标的频谱图</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>Confidence {0}: the best shift against the second best; {1} is needed</source>
        <extracomment>Confidence at the right end of the meter.</extracomment>
        <translation>置信度 {0}：最佳平移与次佳平移之比较；需要 {1}</translation>
    </message>
</context>
<context>
    <name>MetricTile</name>
    <message>
        <source>chance {0}</source>
        <translation>随机水平 {0}</translation>
    </message>
</context>
<context>
    <name>MismatchTab</name>
    <message>
        <source>Canonical directions of both modalities are fitted on four fifths of the items and judge the last fifth, so that no item is judged by what was learned from it. Score: share of strangers whose partner fits better than the own one, both ways, after what each is to all on average is taken off. A wrong partner scores 0.5 on average, a right one near 0.</source>
        <translation>两个模态的典型方向在五分之四的物品上拟合，并用于评判其余五分之一，因此任何物品都不会由从其自身学到的内容来评判。得分：在减去各物品对全体的平均值之后，其对应部分比自身更匹配的陌生物品所占的比例，双向计算。错误的搭配平均得 0.5，正确的接近 0。</translation>
    </message>
    <message>
        <source>Hide checked</source>
        <translation>隐藏已检查项</translation>
    </message>
    <message>
        <source>Mark as checked</source>
        <translation>标记为已检查</translation>
    </message>
    <message>
        <source>Space. The mark is kept for this catalog.</source>
        <translation>空格键。标记会为此物品库保留。</translation>
    </message>
    <message>
        <source>Leave out of the catalog</source>
        <translation>从物品库中排除</translation>
    </message>
    <message>
        <source>Opens the catalog without the chosen items. Features and models are then made anew; opening the catalog again brings everything back.</source>
        <translation>打开不含所选物品的物品库。特征和模型随后需重新生成；重新打开物品库即可全部恢复。</translation>
    </message>
    <message>
        <source>Open in Attention</source>
        <translation>在注意力页中打开</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>strangers fit better</source>
        <translation>更匹配的陌生物品</translation>
    </message>
    <message>
        <source>own cosine</source>
        <translation>自身余弦</translation>
    </message>
    <message>
        <source>a stranger that fits</source>
        <translation>匹配的陌生物品</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Items whose modalities disagree</source>
        <translation>模态不一致的物品</translation>
    </message>
    <message>
        <source>Comparing every item with strangers ...</source>
        <translation>正在将每个物品与陌生物品比较 ...</translation>
    </message>
    <message>
        <source>Choose a row to see the item and the stranger.</source>
        <translation>选择一行以查看该物品和陌生物品。</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已检查</translation>
    </message>
    <message>
        <source>How many of {0} strangers fit an item&apos;s {1} better than its own {2}: {3} of {4} items score 50 % or more, as a wrong {2} would on average; the median is {5}. {6} checked.</source>
        <translation>在 {0} 个陌生物品中，有多少比物品自身的 {2} 更匹配其 {1}：{4} 个物品中有 {3} 个得分不低于 50 %，错误的 {2} 平均即为此水平；中位数为 {5}。已检查 {6} 个。</translation>
    </message>
    <message>
        <source>{0} and {1} of this item</source>
        <translation>此物品的 {0} 和 {1}</translation>
    </message>
    <message>
        <source>a stranger whose {0} fits</source>
        <translation>{0} 匹配的陌生物品</translation>
    </message>
    <message>
        <source>Space marks as checked, Enter opens the item&apos;s attention.</source>
        <translation>空格键标记为已检查，Enter 打开该物品的注意力。</translation>
    </message>
    <message>
        <source>{0} Open the catalog again to have everything back.</source>
        <translation>{0} 重新打开物品库即可全部恢复。</translation>
    </message>
</context>
<context>
    <name>ModalityCard</name>
    <message>
        <source>Encoder for {0}</source>
        <translation>{0} 的编码器</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>  (weights missing)</source>
        <translation>  （缺少权重）</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可证：{0}</translation>
    </message>
    <message>
        <source>The weights are not on this machine. To get them, run: {0}</source>
        <translation>本机没有这些权重。要获取它们，请运行：{0}</translation>
    </message>
    <message>
        <source>Not encoded yet.</source>
        <translation>尚未编码。</translation>
    </message>
    <message>
        <source>{0} of {1} items encoded by {2}: up to {3} tokens × {4} numbers.</source>
        <translation>{0} / {1} 个物品已由 {2} 编码：最多 {3} 个词元 × {4} 维。</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>±</source>
        <translation>±</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>All numbers</source>
        <translation>全部数值</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>测量值</translation>
    </message>
    <message>
        <source>Peak beyond what was in use before. On the CPU a lower bound: memory that an earlier point gave back is used again.</source>
        <translation>超出此前已占用部分的峰值。在 CPU 上为下界：先前测量点释放的内存会被重复利用。</translation>
    </message>
</context>
<context>
    <name>Opened</name>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔离区</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Quarantine ({0})</source>
        <translation>隔离区 ({0})</translation>
    </message>
    <message>
        <source>Health ({0})</source>
        <translation>健康状况 ({0})</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>正在启动 ...</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>About a minute</source>
        <translation>约一分钟</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>About five minutes, more batches</source>
        <translation>约五分钟，批大小更多</translation>
    </message>
    <message>
        <source>Rigorous</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>About twenty minutes, in five fresh processes</source>
        <translation>约二十分钟，使用五个全新进程</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>Also measure in bf16 where the workload has it</source>
        <translation>工作负载支持时，同时以 bf16 测量</translation>
    </message>
    <message>
        <source>compiled</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Also measure with torch.compile (slow to prepare)</source>
        <translation>同时以 torch.compile 测量（准备较慢）</translation>
    </message>
    <message>
        <source>threads: </source>
        <translation>线程数：</translation>
    </message>
    <message>
        <source>Host threads</source>
        <translation>主机线程数</translation>
    </message>
    <message>
        <source>Ticked workloads are measured; the current row&apos;s curves are shown.</source>
        <translation>测量勾选的工作负载；显示当前行的曲线。</translation>
    </message>
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>Two pictures of the item laid on each other</source>
        <extracomment>Where the line between the pictures stands, 0 to 1 of the frame.</extracomment>
        <translation>该物品的两张图片叠放</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>{0} → {1} R@1 {2}</source>
        <translation>{0} → {1} R@1 {2}</translation>
    </message>
    <message>
        <source>Point at a cell to see both items. A click opens the item&apos;s attention.</source>
        <translation>指向单元格即可查看两个物品。点击可打开该物品的注意力图。</translation>
    </message>
    <message>
        <source>cosine &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>余弦 &lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>the item itself, rank {0}</source>
        <translation>物品自身，排名 {0}</translation>
    </message>
    <message>
        <source>its own {0}: {1}</source>
        <translation>自身的 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} of row {1}</source>
        <translation>第 {1} 行的 {0}</translation>
    </message>
    <message>
        <source>{0} of column {1}</source>
        <translation>第 {1} 列的 {0}</translation>
    </message>
    <message>
        <source>{0} of this item</source>
        <translation>此物品的 {0}</translation>
    </message>
    <message>
        <source>nearest {0}</source>
        <translation>最近的 {0}</translation>
    </message>
    <message>
        <source>Enter or double click opens the item&apos;s attention.</source>
        <translation>按 Enter 或双击可打开该物品的注意力图。</translation>
    </message>
</context>
<context>
    <name>ParityTable</name>
    <message>
        <source>workload</source>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>place</source>
        <translation>运行配置</translation>
    </message>
    <message>
        <source>speed-up</source>
        <translation>加速比</translation>
    </message>
    <message>
        <source>max |Δ|</source>
        <translation>max |Δ|</translation>
    </message>
    <message>
        <source>of max |x|</source>
        <translation>占 max |x|</translation>
    </message>
    <message>
        <source>rank changes</source>
        <translation>排名变化</translation>
    </message>
    <message>
        <source>judgement</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Parity beside speed</source>
        <translation>速度与一致性对照</translation>
    </message>
    <message>
        <source>rounding explains it</source>
        <translation>舍入误差可解释</translation>
    </message>
    <message>
        <source>the outputs differ</source>
        <translation>输出不同</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
</context>
<context>
    <name>PatchView</name>
    <message>
        <source>Picture</source>
        <extracomment>How much of a patch without weight is hidden, and how strongly the hue lies on one with all.</extracomment>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Add an item to the history</source>
        <translation>向历史中添加物品</translation>
    </message>
    <message>
        <source>Find a user by id</source>
        <translation>按 ID 查找用户</translation>
    </message>
    <message>
        <source>Random user</source>
        <translation>随机用户</translation>
    </message>
    <message>
        <source>Invent a user</source>
        <translation>虚构用户</translation>
    </message>
    <message>
        <source>Somebody new: an empty history you fill with likes</source>
        <translation>一位新用户：历史为空，由您用“喜欢”填充</translation>
    </message>
    <message>
        <source>An invented user</source>
        <translation>虚构的用户</translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>{0} in the history</source>
        <translation>历史中 {0} 个</translation>
    </message>
    <message>
        <source>{0} held out</source>
        <translation>留出 {0} 个</translation>
    </message>
    <message>
        <source>{0} liked</source>
        <translation>喜欢 {0} 个</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>已移除 {0} 个</translation>
    </message>
    <message>
        <source>Nothing yet. Press ♡ on a card below, or add an item, to start a history.</source>
        <translation>尚无内容。在下方卡片上按 ♡，或添加一个物品，即可开始一段历史。</translation>
    </message>
    <message>
        <source>Nothing in this catalog is called &apos;{0}&apos;.</source>
        <translation>此物品库中没有名为“{0}”的物品。</translation>
    </message>
</context>
<context>
    <name>PlanView</name>
    <message>
        <source>Transport plan</source>
        <translation>传输方案</translation>
    </message>
    <message>
        <source>{0} takes</source>
        <translation>{0} 接收</translation>
    </message>
    <message>
        <source>{0} gives</source>
        <translation>{0} 给出</translation>
    </message>
</context>
<context>
    <name>PlayButton</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>PlayLine</name>
    <message>
        <source>Volume = attention</source>
        <translation>音量 = 注意力</translation>
    </message>
    <message>
        <source>Loud where the map points, quiet elsewhere</source>
        <translation>注意力图指向之处响亮，其余安静</translation>
    </message>
    <message>
        <source>cannot be played here</source>
        <translation>无法在此播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play from {0} s</source>
        <translation>从 {0} s 处播放</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Nothing can be played here: QtMultimedia is missing ({0}).</source>
        <translation>此处无法播放任何内容：缺少 QtMultimedia（{0}）。</translation>
    </message>
    <message>
        <source>{0} cannot be played: {1}</source>
        <translation>无法播放 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>PointingPanel</name>
    <message>
        <source>This item</source>
        <translation>此物品</translation>
    </message>
    <message>
        <source>64 items</source>
        <translation>64 个物品</translation>
    </message>
    <message>
        <source>For each planted attribute, its tokens in one modality ask; a hit is when the strongest token of the other lies in the planted place. Chance is the share of tokens that lie there.</source>
        <translation>对每个植入属性，由它在一个模态中的词元发问；若另一模态中最强的词元落在植入位置内，即为命中。随机水平是位于该处的词元占比。</translation>
    </message>
    <message>
        <source>The sample knows where everything is. Does the map on screen point there?</source>
        <translation>示例知道一切的位置。屏幕上的图指向那里吗？</translation>
    </message>
    <message>
        <source>asks → finds</source>
        <translation>发问 → 找到</translation>
    </message>
    <message>
        <source>hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机水平</translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation>指向游戏</translation>
    </message>
    <message>
        <source>The map changed. Does the one on screen point to the right places?</source>
        <translation>图已改变。屏幕上的这张指向正确的位置吗？</translation>
    </message>
    <message>
        <source>Playing ...</source>
        <translation>正在进行 ...</translation>
    </message>
    <message>
        <source>No planted attribute has a place in two modalities of this item.</source>
        <translation>没有植入属性在此物品的两个模态中都有位置。</translation>
    </message>
    <message>
        <source>{0} of {1} points hit ({2}); chance is {3}. {4} item(s).</source>
        <translation>{1} 次指向中命中 {0} 次（{2}）；随机水平为 {3}。共 {4} 个物品。</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{0} left</source>
        <extracomment>Steps of a bar; finer than any screen is wide.</extracomment>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>ProofPanel</name>
    <message>
        <source>Prove it</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Masks the strongest tokens of this item and as many at random, and asks the model for the score each time.</source>
        <translation>遮蔽此物品最强的词元，再随机遮蔽同样数量的词元，每次都向模型查询得分。</translation>
    </message>
    <message>
        <source>Whole catalog</source>
        <translation>整个物品库</translation>
    </message>
    <message>
        <source>The same for items drawn from the catalog, by what moved the score.</source>
        <translation>对从物品库中抽取的物品作同样验证，依据影响得分的因素。</translation>
    </message>
    <message>
        <source>by what moved the score</source>
        <translation>依据影响得分的因素</translation>
    </message>
    <message>
        <source>by the map on screen</source>
        <translation>依据屏幕上的图</translation>
    </message>
    <message>
        <source>Which map is proved</source>
        <translation>要验证哪一种图</translation>
    </message>
    <message>
        <source>What moved the score: gradient relevance, made for this question. The map on screen: raw attention says where the model looked, which need not matter.</source>
        <translation>影响得分的因素：梯度相关性，专为回答这一问题而设。屏幕上的图：原始注意力表明模型看了哪里，但所看之处未必重要。</translation>
    </message>
    <message>
        <source>mask </source>
        <translation>遮蔽 </translation>
    </message>
    <message>
        <source>Share of tokens to mask</source>
        <translation>要遮蔽的词元占比</translation>
    </message>
    <message>
        <source>tokens masked, %</source>
        <translation>已遮蔽词元，%</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score while tokens are masked</source>
        <translation>遮蔽词元时的得分</translation>
    </message>
    <message>
        <source>Is this map true? If it is, masking the tokens it calls strong must change the score more than masking as many at random.</source>
        <translation>这张图是真的吗？若是，遮蔽它认定为强的词元，得分变化必定大于随机遮蔽同样数量的词元。</translation>
    </message>
    <message>
        <source>Masking ...</source>
        <translation>正在遮蔽 ...</translation>
    </message>
    <message>
        <source>Masking the {0} strongest of {1} tokens moves the score by {2}; as many at random by {3}: {4}</source>
        <translation>遮蔽 {1} 个词元中最强的 {0} 使得分变化 {2}；随机遮蔽同样数量则变化 {3}：{4}</translation>
    </message>
    <message>
        <source>{0} × chance.</source>
        <translation>{0} × 随机水平。</translation>
    </message>
    <message>
        <source>Over {0} items, masking the {1} that moved the score most moves it by {2}; as many at random by {3}: {4} It moves more on {5} of them.</source>
        <translation>在 {0} 个物品上，遮蔽对得分影响最大的 {1} 词元，得分变化 {2}；随机遮蔽同样数量则变化 {3}：{4} 其中 {5} 个物品的变化更大。</translation>
    </message>
    <message>
        <source>The map holds.</source>
        <translation>此图成立。</translation>
    </message>
    <message>
        <source>This map proves little.</source>
        <translation>此图证明力不足。</translation>
    </message>
    <message>
        <source>at random (5-95 %)</source>
        <translation>随机（5-95 %）</translation>
    </message>
    <message>
        <source>weakest first</source>
        <translation>最弱优先</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>最强优先</translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行内容</translation>
    </message>
</context>
<context>
    <name>QuarantineTab</name>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation>隔离区中的行</translation>
    </message>
    <message>
        <source>Rows left out or repaired: {0}. Nothing is dropped in silence; mend the files and open the catalog again.</source>
        <translation>被排除或修复的行：{0}。没有任何内容被悄悄丢弃；请修正文件后重新打开物品库。</translation>
    </message>
    <message>
        <source>Every row of every file could be used.</source>
        <translation>每个文件的每一行都可使用。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>RecommendPage</name>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>A person, a list, its reasons, and what would change it</source>
        <translation>一个人、一份列表、它的理由，以及什么会改变它</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>撤回上一次更改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>Open a catalog first: there is nobody to recommend to.</source>
        <translation>请先打开一个物品库：目前没有可推荐的对象。</translation>
    </message>
    <message>
        <source>Open a catalog</source>
        <translation>打开物品库</translation>
    </message>
    <message>
        <source>Encode the catalog and train a model first.</source>
        <translation>请先编码物品库并训练模型。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Train a model first: it learns what people choose.</source>
        <translation>请先训练模型：它会学习人们的选择。</translation>
    </message>
    <message>
        <source>Go to Training</source>
        <translation>前往“训练”</translation>
    </message>
    <message>
        <source>&apos;{0}&apos; is in the history already.</source>
        <translation>“{0}”已在历史中。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
</context>
<context>
    <name>ResultColumn</name>
    <message>
        <source>Choices of this user that training was not shown, and how many the list has</source>
        <translation>训练时未见过的该用户的选择，以及列表命中了其中多少</translation>
    </message>
    <message>
        <source>✓ {0} of {1} found</source>
        <translation>✓ 命中 {0} / {1}</translation>
    </message>
</context>
<context>
    <name>ResultHead</name>
    <message>
        <source>SYNTHETIC: measured on a fake device; these numbers describe no machine.</source>
        <translation>合成数据：在模拟设备上测得；这些数值不代表任何机器。</translation>
    </message>
    <message>
        <source>No result is open</source>
        <translation>未打开任何结果</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} points were noisy or disturbed</source>
        <translation>{1} 个测量点中有 {0} 个有噪声或受干扰</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>This run has not been tested yet.</source>
        <translation>此运行尚未测试。</translation>
    </message>
    <message>
        <source>{0} test interactions of {1} users, split {2}; best epoch {3} of {4}, trained in {5} s on: {6}.</source>
        <translation>{1} 位用户的 {0} 次测试交互，划分 {2}；最佳轮次 {3} / {4}，训练耗时 {5} s，设备：{6}。</translation>
    </message>
    <message>
        <source>Share of a user&apos;s test items among the first {0}, mean over users.</source>
        <translation>用户的测试物品中排在前 {0} 名的占比，对用户取均值。</translation>
    </message>
    <message>
        <source>Hits weighted by 1 / log2(rank + 1), over the best possible list.</source>
        <translation>命中按 1 / log2(排名 + 1) 加权，再除以最优列表的值。</translation>
    </message>
    <message>
        <source>Popularity lift</source>
        <translation>流行度提升</translation>
    </message>
    <message>
        <source>Mean popularity of the listed items over that of the users&apos; histories: 1 is faithful to their taste, above 1 favours hits.</source>
        <translation>列表中物品的平均流行度与用户历史的平均流行度之比：1 表示忠于用户偏好，大于 1 表示偏向热门物品。</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Share of all items in anybody&apos;s list.</source>
        <translation>出现在任一用户列表中的物品占全部物品的比例。</translation>
    </message>
    <message>
        <source>Gini</source>
        <translation>基尼系数</translation>
    </message>
    <message>
        <source>Inequality of how often items are listed: 0 all alike, 1 one item takes all.</source>
        <translation>物品被列出次数的不均等程度：0 表示完全均等，1 表示一个物品独占。</translation>
    </message>
    <message>
        <source>Novelty</source>
        <translation>新颖度</translation>
    </message>
    <message>
        <source>Mean -log2 of the listed items&apos; share of all interactions, in bits.</source>
        <translation>列表中物品占全部交互比例的 -log2 的均值，单位为比特。</translation>
    </message>
    <message>
        <source>Recall over the {0} test interactions with items nobody chose in training: only their content can find them. Chance is K / items.</source>
        <translation>在训练中无人选择的物品上的 {0} 次测试交互的召回率：只有凭内容才能找到它们。随机水平为 K / 物品数。</translation>
    </message>
    <message>
        <source>Cold items R@{0}</source>
        <translation>冷启动物品 R@{0}</translation>
    </message>
    <message>
        <source>All test items were also seen in training.</source>
        <translation>所有测试物品在训练中也都出现过。</translation>
    </message>
</context>
<context>
    <name>RobustnessView</name>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损坏方式</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Damage some items&apos; words, picture or sound, and rank everything again</source>
        <translation>损坏部分物品的文字、图片或声音，并重新对全部物品排名</translation>
    </message>
    <message>
        <source>Metric against the share of damaged items</source>
        <translation>指标随受损物品占比的变化</translation>
    </message>
    <message>
        <source>Bands: 95 % over users. Noise is as strong as the features; swapped items get the tokens of another. Mean of {0} draws.</source>
        <translation>区间带：对用户的 95 %。噪声与特征同样强；交换的物品得到另一物品的词元。{0} 次抽样的均值。</translation>
    </message>
    <message>
        <source>What happens to this run when pictures are missing, sound is noisy, or words belong to another item? Nothing is trained again.</source>
        <translation>当图片缺失、声音含噪，或文字属于另一物品时，这个运行会怎样？不会重新训练任何内容。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>% of items damaged</source>
        <translation>受损物品，%</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>交换</translation>
    </message>
</context>
<context>
    <name>Roofline</name>
    <message>
        <source>Roofline</source>
        <translation>屋顶线</translation>
    </message>
    <message>
        <source>FLOP per byte that must at least be moved</source>
        <translation>每个至少必须搬运的字节对应的 FLOP</translation>
    </message>
    <message>
        <source>FLOP per second</source>
        <translation>每秒 FLOP</translation>
    </message>
    <message>
        <source>The roofline needs measured ceilings and a workload whose operations and bytes are counted, such as a fusion or top-K.</source>
        <translation>屋顶线需要实测的上限，以及运算量和字节数可统计的工作负载，例如融合或 top-K。</translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>nearest to the roof: {0} at {1} % of what is possible</source>
        <translation>最接近屋顶线：{0}，达到可能值的 {1} %</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>bound by {0}</source>
        <translation>受限于{0}</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Show this run on all pages</source>
        <translation>在所有页面上显示此运行</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>TensorBoard</source>
        <translation>TensorBoard</translation>
    </message>
    <message>
        <source>Write events and copy the command that shows them</source>
        <translation>写出事件，并复制用于显示它们的命令</translation>
    </message>
    <message>
        <source>Export CSV ...</source>
        <translation>导出 CSV ...</translation>
    </message>
    <message>
        <source>The table as it is</source>
        <translation>按原样导出表格</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Move to the trash of the workspace</source>
        <translation>移至工作区的回收站</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>鲁棒性</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>压缩</translation>
    </message>
    <message>
        <source>Select a run to see its results, two or more to compare.</source>
        <translation>选择一个运行以查看其结果，选择两个或更多以作比较。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The events are written; on the clipboard is: {0}</source>
        <translation>事件已写出；剪贴板内容为：{0}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Could not save: {0}</source>
        <translation>无法保存：{0}</translation>
    </message>
    <message>
        <source>This run is being trained; cancel it first.</source>
        <translation>此运行正在训练；请先取消。</translation>
    </message>
    <message>
        <source>Delete {0}? The folder moves to the trash of the workspace and can be moved back.</source>
        <translation>删除 {0}？该文件夹将移至工作区的回收站，可以移回。</translation>
    </message>
    <message>
        <source>Could not delete: {0}</source>
        <translation>无法删除：{0}</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>fusion</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Run {0}, begun {1}.</source>
        <translation>运行 {0}，开始于 {1}。</translation>
    </message>
    <message>
        <source>All pages show this run.</source>
        <translation>所有页面均显示此运行。</translation>
    </message>
    <message>
        <source>The note could not be stored: {0}</source>
        <translation>无法保存备注：{0}</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
</context>
<context>
    <name>SampleCard</name>
    <message>
        <source>Open the {0} sample</source>
        <translation>打开“{0}”示例</translation>
    </message>
</context>
<context>
    <name>ScalingView</name>
    <message>
        <source>Size that grows</source>
        <translation>增长的规模</translation>
    </message>
    <message>
        <source>Cost against size</source>
        <translation>开销随规模的变化</translation>
    </message>
    <message>
        <source>size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>time of a call</source>
        <translation>单次调用时间</translation>
    </message>
    <message>
        <source>This result holds no sweep over sizes. Run “{0}” and open its file.</source>
        <translation>此结果不含规模扫描。请运行“{0}”并打开其文件。</translation>
    </message>
    <message>
        <source>largest sizes: n^{0}</source>
        <translation>最大规模处：n^{0}</translation>
    </message>
    <message>
        <source>dashed: power law through all sizes; bars: 95 % intervals of the median</source>
        <translation>虚线：拟合所有规模的幂律；竖线：中位数的 95 % 置信区间</translation>
    </message>
</context>
<context>
    <name>ScanLine</name>
    <message>
        <source>Scan all items</source>
        <translation>扫描所有物品</translation>
    </message>
    <message>
        <source>Progress of the scan</source>
        <translation>扫描进度</translation>
    </message>
    <message>
        <source>{0} of {1} items</source>
        <translation>{1} 个物品中的 {0} 个</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was found so far is kept</source>
        <translation>保留目前已找到的结果</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>Files that did not change are not decoded again</source>
        <translation>未更改的文件不会再次解码</translation>
    </message>
    <message>
        <source>{0} items not scanned yet</source>
        <translation>{0} 个物品尚未扫描</translation>
    </message>
</context>
<context>
    <name>Scans</name>
    <message>
        <source>Comparing tracks</source>
        <extracomment>A catalog of at most this many is scanned when its page is first shown.</extracomment>
        <translation>正在比较轨道</translation>
    </message>
    <message>
        <source>Looking at pictures</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>no item has two tracks, such as sound and subtitles, to compare</source>
        <translation>没有物品具有两条可比较的轨道，例如声音和字幕</translation>
    </message>
    <message>
        <source>no item has a picture; features and texts have no pixels to align</source>
        <translation>没有物品带有图片；特征和文本没有可对齐的像素</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) to look at: left alone, not sure enough</source>
        <translation>
            <numerusform>%n 个物品待查看：保持不变，把握不足</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} moved, {1} by hand, {2} agree, {3} with too little to compare</source>
        <translation>已移动 {0} 个，手动 {1} 个，一致 {2} 个，内容太少无法比较 {3} 个</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) cannot be read</source>
        <translation>
            <numerusform>%n 张图片无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1} pictures are aligned, the others pass</source>
        <translation>{1} 张图片中有 {0} 张已对齐，其余直接通过</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Earlier searches</source>
        <translation>以往的搜索</translation>
    </message>
    <message>
        <source>trials: </source>
        <translation>试验：</translation>
    </message>
    <message>
        <source>Number of trials</source>
        <translation>试验次数</translation>
    </message>
    <message>
        <source>Pruning</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>end poor trials early</source>
        <translation>提前终止较差的试验</translation>
    </message>
    <message>
        <source>Hyperband</source>
        <translation>Hyperband</translation>
    </message>
    <message>
        <source>train every trial to its end</source>
        <translation>每次试验都训练到底</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run this search until it has as many trials as asked</source>
        <translation>继续此搜索，直到达到所要求的试验次数</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Put the best trial&apos;s settings into the form</source>
        <translation>将最佳试验的设置填入表单</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>search {0}: {1}</source>
        <translation>搜索 {0}：{1}</translation>
    </message>
    <message>
        <source>Best of {0}: trial {1} with {2} {3} on the validation part.</source>
        <translation>{0} 次试验中的最佳：试验 {1}，验证部分的 {2} 为 {3}。</translation>
    </message>
    <message>
        <source>Tick the settings to vary. Trials are judged by the validation part; the test part is never looked at.</source>
        <translation>勾选要变动的设置。试验由验证部分评判；绝不查看测试部分。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Opening {0}</source>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>Making the {0} sample</source>
        <translation>生成 {0} 示例</translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation>正在加载 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) in quarantine</source>
        <translation>
            <numerusform>隔离区中有 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message>
        <source>Other picture</source>
        <translation>另一张图片</translation>
    </message>
    <message>
        <source>Before | after</source>
        <translation>之前 | 之后</translation>
    </message>
    <message>
        <source>Drag the line between the two</source>
        <translation>拖动两者之间的分界线</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>The other one half transparent</source>
        <translation>另一张半透明</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>The other one on and off</source>
        <translation>另一张交替显示和隐藏</translation>
    </message>
    <message>
        <source>How both are shown</source>
        <translation>两者的显示方式</translation>
    </message>
    <message>
        <source>{0} with</source>
        <translation>{0} 与</translation>
    </message>
    <message>
        <source>This item has one picture. Others are found in further columns of paths, beside it (mug.jpg, mug_2.jpg), and in its film.</source>
        <translation>此物品只有一张图片。其他图片可来自更多的路径列、同一文件夹（mug.jpg、mug_2.jpg）以及其影像。</translation>
    </message>
    <message>
        <source>Registered. {0} Confidence {1} (needed {2}), overlap {3}.</source>
        <translation>已配准。{0} 置信度 {1}（需要 {2}），重叠 {3}。</translation>
    </message>
    <message>
        <source>Refused: {0} Confidence {1} (needed {2}), overlap {3}.</source>
        <translation>已拒绝：{0} 置信度 {1}（需要 {2}），重叠 {3}。</translation>
    </message>
</context>
<context>
    <name>ShareMatrix</name>
    <message>
        <source>Shares between modalities; Space keeps one pair alone</source>
        <translation>模态之间的占比；按 Space 仅保留一对</translation>
    </message>
    <message>
        <source>{0} of what {1} takes in comes from {2}. Click to look at it alone.</source>
        <translation>{1} 获取的信息中有 {0} 来自 {2}。点击可单独查看。</translation>
    </message>
</context>
<context>
    <name>SimilarityView</name>
    <message>
        <source>Similarity matrix; arrow keys move, Enter opens the item</source>
        <translation>相似度矩阵；方向键移动，Enter 打开物品</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>间隔</translation>
    </message>
</context>
<context>
    <name>SoundPanel</name>
    <message>
        <source>{0} bands on the mel scale, a frame every {1} ms.</source>
        <translation>梅尔刻度上的 {0} 个频带，每 {1} ms 一帧。</translation>
    </message>
    <message>
        <source>Lines on top: the {0} tokens of {1}.</source>
        <translation>顶部线条：{1} 的 {0} 个词元。</translation>
    </message>
    <message>
        <source>Encode the catalog to see the encoder&apos;s tokens here.</source>
        <translation>对物品库编码后，可在此查看编码器的词元。</translation>
    </message>
    <message>
        <source>Point at a cell to see its seconds and Hz.</source>
        <translation>指向一个单元格以查看其秒数和 Hz。</translation>
    </message>
    <message>
        <source>{0} to {1} s, {2} to {3} Hz</source>
        <translation>{0} 至 {1} s，{2} 至 {3} Hz</translation>
    </message>
    <message>
        <source>, token {0} ({1} to {2} s)</source>
        <translation>，词元 {0}（{1} 至 {2} s）</translation>
    </message>
</context>
<context>
    <name>SpacePage</name>
    <message>
        <source>Several pictures</source>
        <translation>多张图片</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Spatial alignment</source>
        <extracomment>Query of each tab.</extracomment>
        <translation>空间对齐</translation>
    </message>
    <message>
        <source>From the pixels of a file to the grid of the encoder, and every patch back again.</source>
        <translation>从文件的像素到编码器的网格，每个图块都能映射回去。</translation>
    </message>
    <message>
        <source>Text as picture</source>
        <translation>文字转图片</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>频谱图</translation>
    </message>
    <message>
        <source>Open a catalog first: its pictures are laid on the encoder&apos;s grid here.</source>
        <translation>请先打开物品库：其图片将在此铺到编码器的网格上。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往物品库</translation>
    </message>
    <message>
        <source>Not needed here: {0}.</source>
        <translation>此处无需处理：{0}。</translation>
    </message>
    <message>
        <source>Go on to the features</source>
        <translation>继续前往特征</translation>
    </message>
    <message>
        <source>Encode the catalog again to use pictures trimmed this way.</source>
        <translation>请重新对物品库编码，以使用如此裁剪的图片。</translation>
    </message>
</context>
<context>
    <name>SpeedUps</name>
    <message>
        <source>Speed-up over the plain CPU</source>
        <extracomment>More bars than this cannot be told apart.</extracomment>
        <translation>相对于基础 CPU 的加速比</translation>
    </message>
    <message>
        <source>times faster (1 = the same)</source>
        <translation>加速倍数（1 = 相同）</translation>
    </message>
    <message>
        <source>Only one kind of place was measured. Measure a second one (an accelerator, torch.compile, bf16, more threads) to see how they compare.</source>
        <translation>只测量了一种运行配置。请再测量一种（加速器、torch.compile、bf16、更多线程）以作比较。</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>更快</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>更慢</translation>
    </message>
    <message>
        <source>same</source>
        <translation>持平</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>{0} · batch {1}</source>
        <translation>{0} · 批大小 {1}</translation>
    </message>
    <message>
        <source>against {0}</source>
        <translation>相对于 {0}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>needs attention</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>无需处理</translation>
    </message>
</context>
<context>
    <name>StageButton</name>
    <message>
        <source>open a catalog first</source>
        <extracomment>Middle of the icons, where the line of the flow runs.</extracomment>
        <translation>请先打开物品库</translation>
    </message>
    <message>
        <source>encode the catalog first</source>
        <translation>请先对物品库编码</translation>
    </message>
    <message>
        <source>train a model first</source>
        <translation>请先训练模型</translation>
    </message>
    <message>
        <source>ready to begin</source>
        <translation>可以开始</translation>
    </message>
</context>
<context>
    <name>StatisticsTab</name>
    <message>
        <source>Counting ...</source>
        <translation>正在统计 ...</translation>
    </message>
    <message>
        <source>Interactions per user and per item</source>
        <translation>每位用户和每个物品的交互数</translation>
    </message>
    <message>
        <source>Events over time</source>
        <translation>事件随时间的分布</translation>
    </message>
    <message>
        <source>Items that have each modality</source>
        <translation>具有各模态的物品</translation>
    </message>
    <message>
        <source>In short</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>have at least that many</source>
        <translation>至少有这么多的数量</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互数</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>The interactions have no times.</source>
        <translation>这些交互没有时间信息。</translation>
    </message>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>users without interactions</source>
        <translation>无交互的用户</translation>
    </message>
    <message>
        <source>items without interactions (cold)</source>
        <translation>无交互的物品（冷启动）</translation>
    </message>
    <message>
        <source>repeats of the same user and item</source>
        <translation>同一用户与物品的重复交互</translation>
    </message>
    <message>
        <source>median per user</source>
        <translation>每位用户的中位数</translation>
    </message>
    <message>
        <source>median per item</source>
        <translation>每个物品的中位数</translation>
    </message>
    <message>
        <source>between</source>
        <translation>时间范围</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>interactions</source>
        <translation>交互</translation>
    </message>
    <message>
        <source>density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>read as {0}</source>
        <translation>读取格式：{0}</translation>
    </message>
    <message>
        <source>Interactions divided by items times users; repeats count</source>
        <translation>交互数除以物品数与用户数之积；重复计入</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>precomputed, width {0}</source>
        <translation>预计算，宽度 {0}</translation>
    </message>
    <message>
        <source>Notes ({0})</source>
        <translation>说明 ({0})</translation>
    </message>
    <message>
        <source>What the reader assumed</source>
        <translation>读取器所作的假设</translation>
    </message>
</context>
<context>
    <name>Taste</name>
    <message>
        <source>Taste</source>
        <translation>偏好</translation>
    </message>
    <message>
        <source>Attribute values that stand out among {0} chosen items; the tick is their share of the catalog.</source>
        <translation>在 {0} 个所选物品中突出的属性值；刻度线表示其在物品库中的占比。</translation>
    </message>
</context>
<context>
    <name>TextPanel</name>
    <message>
        <source>Letters of {0} pixels on {1} × {1}, as {2} would see them in {3} × {3} patches.</source>
        <translation>{0} 像素的字母绘于 {1} × {1} 上，{2} 会将其看作 {3} × {3} 个图块。</translation>
    </message>
    <message>
        <source>{0} characters did not fit.</source>
        <translation>有 {0} 个字符放不下。</translation>
    </message>
    <message>
        <source>Point at a patch to read what stands in it.</source>
        <translation>指向一个图块以阅读其中的内容。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Patch {0}: {1}</source>
        <translation>图块 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>TextPicture</name>
    <message>
        <source>Text drawn as a picture</source>
        <translation>绘制为图片的文本</translation>
    </message>
</context>
<context>
    <name>Throughput</name>
    <message>
        <source>Throughput against batch</source>
        <translation>吞吐量随批大小的变化</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>items per second</source>
        <translation>每秒物品数</translation>
    </message>
    <message>
        <source>Nothing has been measured for this workload yet. Tick it and press “Measure”, or open a result file of this or another machine.</source>
        <translation>此工作负载尚无测量结果。勾选它并按“测量”，或打开本机或其他机器的结果文件。</translation>
    </message>
    <message>
        <source>{0} · batch {1:,}</source>
        <translation>{0} · 批大小 {1:,}</translation>
    </message>
    <message>
        <source>flags: {0}</source>
        <translation>标记：{0}</translation>
    </message>
    <message>
        <source>faster from here</source>
        <translation>从此处起更快</translation>
    </message>
    <message>
        <source>{0} is ahead of the CPU from a batch of {1}</source>
        <translation>批大小达到 {1} 起，{0} 领先于 CPU</translation>
    </message>
    <message>
        <source>hollow: noisy or disturbed, see Numbers</source>
        <translation>空心：有噪声或受干扰，见“数值”</translation>
    </message>
    <message>
        <source>×: out of memory</source>
        <translation>×：内存不足</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>{0} days</source>
        <translation>{0} 天</translation>
    </message>
</context>
<context>
    <name>TimeBars</name>
    <message>
        <source>Interactions from {0} to {1}, at most {2} at a time</source>
        <translation>从 {0} 到 {1} 的交互，单段最多 {2} 次</translation>
    </message>
    <message>
        <source>{0} to {1}: {2}</source>
        <translation>{0} 至 {1}：{2}</translation>
    </message>
</context>
<context>
    <name>TimePage</name>
    <message>
        <source>Time sync</source>
        <translation>时间同步</translation>
    </message>
    <message>
        <source>Sound, pictures, subtitles and events of an item, brought onto one clock.</source>
        <translation>将一个物品的声音、画面、字幕和事件统一到同一时钟。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检测结果</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reset track</source>
        <translation>重置轨道</translation>
    </message>
    <message>
        <source>Take back what was set by hand (Delete)</source>
        <translation>撤销手动设定 (Delete)</translation>
    </message>
    <message>
        <source>Open a catalog first: the tracks of its items are compared here.</source>
        <translation>请先打开物品库：其物品的轨道将在此比较。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往物品库</translation>
    </message>
    <message>
        <source>Not needed here: {0}.</source>
        <translation>此处无需处理：{0}。</translation>
    </message>
    <message>
        <source>Go on to spatial alignment</source>
        <translation>继续前往空间对齐</translation>
    </message>
    <message>
        <source>This item has no track. Choose another one.</source>
        <translation>此物品没有轨道。请选择另一个。</translation>
    </message>
    <message>
        <source>This item has one track only, so there is nothing to compare.</source>
        <translation>此物品只有一条轨道，因此无从比较。</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>重置 {0}</translation>
    </message>
    <message>
        <source>The correction could not be kept: {0}</source>
        <translation>无法保存修正：{0}</translation>
    </message>
    <message>
        <source>Kept: maps and players use this clock</source>
        <translation>已保存：各类图和播放器都使用此时钟</translation>
    </message>
</context>
<context>
    <name>TimeView</name>
    <message>
        <source>Sound and film over time</source>
        <extracomment>Opacity of weights over film and spectrogram; the bars above tell them exactly.</extracomment>
        <translation>声音与影像的时间轴</translation>
    </message>
</context>
<context>
    <name>TokenStrip</name>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>TokensTab</name>
    <message>
        <source>Smoothing of the transport plan</source>
        <translation>传输方案的平滑程度</translation>
    </message>
    <message>
        <source>Small: each token to its match. Large: to all alike.</source>
        <translation>小：每个词元只给其匹配项。大：均分给所有词元。</translation>
    </message>
    <message>
        <source>&lt;b&gt;MaxSim {0}&lt;/b&gt;, by chance {1} · back {2}</source>
        <translation>&lt;b&gt;MaxSim {0}&lt;/b&gt;，随机水平 {1} · 反向 {2}</translation>
    </message>
    <message>
        <source>Late interaction (Khattab &amp; Zaharia 2020; Yao et al. 2022): {0}. Chance: the mean over all pairs of tokens. Back: the lower side asking.</source>
        <translation>后期交互（Khattab &amp; Zaharia 2020；Yao et al. 2022）：{0}。随机水平：所有词元对的均值。反向：由下方一侧提问。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Transport cost {0}&lt;/b&gt;, by chance {1}</source>
        <translation>&lt;b&gt;传输代价 {0}&lt;/b&gt;，随机水平 {1}</translation>
    </message>
    <message>
        <source>Sinkhorn (Cuturi 2013): {0}. Rows and columns sum to 1/L: every token weighs alike. Chance: the plan that ignores the tokens. {1} iterations.</source>
        <translation>Sinkhorn（Cuturi 2013）：{0}。各行各列之和为 1/L：每个词元权重相同。随机水平：不考虑词元的方案。迭代 {1} 次。</translation>
    </message>
    <message>
        <source>{0}-{1} s</source>
        <translation>{0}-{1} s</translation>
    </message>
    <message>
        <source>patch {0}</source>
        <translation>图块 {0}</translation>
    </message>
    <message>
        <source>{0} as a whole</source>
        <translation>{0} 整体</translation>
    </message>
    <message>
        <source>The strongest matches are drawn. Point at a token to see its own.</source>
        <translation>绘出最强的匹配。指向一个词元以查看其自身的匹配。</translation>
    </message>
    <message>
        <source>{0} → {1}: cosine {2} (chance {3})</source>
        <translation>{0} → {1}：余弦 {2}（随机水平 {3}）</translation>
    </message>
    <message>
        <source>Brighter: more mass. Bars: sums of rows and columns, all alike.</source>
        <translation>越亮：质量越大。条形：行与列之和，全部相同。</translation>
    </message>
    <message>
        <source>{0} gives {1} of its mass to {2}; evenly would be {3}.</source>
        <translation>{0} 将其质量的 {1} 给 {2}；均分时为 {3}。</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Open a catalog first: its histories are what the model learns from.</source>
        <translation>请先打开一个物品库：模型从它的历史中学习。</translation>
    </message>
    <message>
        <source>Go to Catalog</source>
        <translation>前往“物品库”</translation>
    </message>
    <message>
        <source>Encode the catalog first: the model fuses the encoders&apos; tokens.</source>
        <translation>请先编码物品库：模型会融合各编码器的词元。</translation>
    </message>
    <message>
        <source>Go to Features</source>
        <translation>前往“特征”</translation>
    </message>
    <message>
        <source>Training</source>
        <extracomment>Fields few need to touch: shown on request, or once they differ from the preset.</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Fusion of the modalities with matrix factorisation, in a process of its own.</source>
        <translation>各模态的融合与矩阵分解，在独立进程中进行。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>恢复为预设</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>高级设置</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>For items of several tokens: a Transformer whose maps can be seen.</source>
        <translation>适用于含多个词元的物品：可查看注意力图的 Transformer。</translation>
    </message>
    <message>
        <source>For items of one vector a modality: the best lists, without maps.</source>
        <translation>适用于每个模态仅一个向量的物品：推荐列表最佳，但没有注意力图。</translation>
    </message>
    <message>
        <source>auto: {0}</source>
        <translation>自动：{0}</translation>
    </message>
    <message>
        <source>Device {0}</source>
        <translation>设备 {0}</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>重置 {0}</translation>
    </message>
    <message>
        <source>Run {0} is done; this split has no test part.</source>
        <translation>运行 {0} 已完成；此划分没有测试部分。</translation>
    </message>
    <message>
        <source>Run {0}: test {1} {2}, 95 % [{3}, {4}]; popularity {5}, chance {6}. &lt;a href=&quot;results&quot;&gt;See all results&lt;/a&gt;</source>
        <translation>运行 {0}：测试 {1} {2}，95 % [{3}, {4}]；流行度 {5}，随机水平 {6}。&lt;a href=&quot;results&quot;&gt;查看全部结果&lt;/a&gt;</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>TrialsView</name>
    <message>
        <source>Best so far</source>
        <translation>目前最佳</translation>
    </message>
    <message>
        <source>Best score so far against trials</source>
        <translation>目前最佳得分随试验次数的变化</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前终止</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>UsersModel</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>First</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>UsersTab</name>
    <message>
        <source>Search user id</source>
        <translation>搜索用户 ID</translation>
    </message>
    <message>
        <source>Show all users</source>
        <translation>显示所有用户</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Choose a user</source>
        <translation>选择一位用户</translation>
    </message>
    <message>
        <source>Recommend for this user</source>
        <translation>为该用户推荐</translation>
    </message>
    <message>
        <source>The history of the user you choose appears here.</source>
        <translation>所选用户的历史将显示在这里。</translation>
    </message>
    <message>
        <source>User {0}</source>
        <translation>用户 {0}</translation>
    </message>
    <message>
        <source>This user has done nothing yet.</source>
        <translation>该用户尚无任何行为。</translation>
    </message>
    <message>
        <source>{0} interactions</source>
        <translation>{0} 次交互</translation>
    </message>
</context>
<context>
    <name>VideoBox</name>
    <message>
        <source>Video; space plays and pauses</source>
        <extracomment>Height over width; wide screen until the first picture is there.</extracomment>
        <translation>视频；按空格键播放或暂停</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>Score {0}: {1}</source>
        <translation>得分 {0}：{1}</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Waveform; arrow keys seek</source>
        <translation>波形；方向键定位</translation>
    </message>
</context>
<context>
    <name>WeightRow</name>
    <message>
        <source>Switch off: rank as if items had no {0}</source>
        <extracomment>A slider that is being dragged asks at most this often.</extracomment>
        <translation>关闭：按物品没有 {0} 来排序</translation>
    </message>
    <message>
        <source>Weight of {0} in percent</source>
        <translation>{0} 的权重（百分比）</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Say which column is what ...</source>
        <extracomment>(items, users) of the sizes one can choose.</extracomment>
        <translation>指定各列的含义 ...</translation>
    </message>
    <message>
        <source>Recent catalogs</source>
        <translation>最近的物品库</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>商店</translation>
    </message>
    <message>
        <source>Products with a picture and a description. Which word goes with which part of the picture is known.</source>
        <translation>带图片和描述的商品。已知哪个词对应图片的哪个部分。</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Tracks with sound, cover and words. Instrument, tempo and the second each one sounds are known.</source>
        <translation>带声音、封面和文字的曲目。已知乐器、速度以及各自发声的秒数。</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Clips with frames, sound and subtitles. What happens when, and where in the frame, is known.</source>
        <translation>带画面、声音和字幕的片段。已知何时发生什么，以及在画面的何处。</translation>
    </message>
    <message>
        <source>Drop a folder or file here</source>
        <translation>将文件夹或文件拖放到此处</translation>
    </message>
    <message>
        <source>Tables (CSV, TSV, Parquet, JSON Lines) with pictures, sound and video beside them; MovieLens, Amazon, MMRec, MicroLens and Hugging Face folders as they are</source>
        <translation>表格（CSV、TSV、Parquet、JSON Lines），图片、声音和视频置于旁边；MovieLens、Amazon、MMRec、MicroLens 和 Hugging Face 文件夹可直接使用</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Back to the open catalog</source>
        <translation>返回已打开的物品库</translation>
    </message>
    <message>
        <source>Or start with a sample</source>
        <translation>或从示例开始</translation>
    </message>
    <message>
        <source>Made on this computer on first use, with planted truth: every map the app draws on a sample can be checked.</source>
        <translation>首次使用时在本机生成，并植入真值：应用在示例上绘制的每张图都可以核对。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>规模</translation>
    </message>
    <message>
        <source>Size of the sample</source>
        <translation>示例的规模</translation>
    </message>
    <message>
        <source>{0} items, {1} users</source>
        <translation>{0} 个物品，{1} 位用户</translation>
    </message>
    <message>
        <source>What you open appears here.</source>
        <translation>您打开的内容将显示在这里。</translation>
    </message>
    <message>
        <source>Open a catalog folder</source>
        <translation>打开物品库文件夹</translation>
    </message>
    <message>
        <source>Open a catalog file</source>
        <translation>打开物品库文件</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>All items</source>
        <translation>所有物品</translation>
    </message>
    <message>
        <source>Items, the most doubtful first</source>
        <translation>物品，最存疑者在前</translation>
    </message>
</context>
<context>
    <name>_Recent</name>
    <message>
        <source>Open {0} again</source>
        <translation>重新打开 {0}</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>已不存在</translation>
    </message>
</context>
<context>
    <name>mapping</name>
    <message>
        <source>item id</source>
        <extracomment>Longer cells are cut; the tooltip has the rest. Wider columns are scrolled to.</extracomment>
        <translation>物品 ID</translation>
    </message>
    <message>
        <source>user id</source>
        <translation>用户 ID</translation>
    </message>
    <message>
        <source>title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>picture file</source>
        <translation>图片文件</translation>
    </message>
    <message>
        <source>sound file</source>
        <translation>声音文件</translation>
    </message>
    <message>
        <source>video file</source>
        <translation>视频文件</translation>
    </message>
    <message>
        <source>subtitles file</source>
        <translation>字幕文件</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>split</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Catalog</source>
        <translation>物品库</translation>
    </message>
    <message>
        <source>Time sync</source>
        <translation>时间同步</translation>
    </message>
    <message>
        <source>Spatial alignment</source>
        <translation>空间对齐</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>◉ collaborative</source>
        <translation>◉ 协同</translation>
    </message>
    <message>
        <source>○ bias</source>
        <translation>○ 偏置</translation>
    </message>
    <message>
        <source>What the model learned from who chose what, beyond the item&apos;s content (MF)</source>
        <translation>模型从“谁选择了什么”中学到的、超出物品内容的部分（MF）</translation>
    </message>
    <message>
        <source>How popular the item and how active the user is, whatever the taste</source>
        <translation>物品有多热门、用户有多活跃，与偏好无关</translation>
    </message>
    <message>
        <source>Shapley value of {0}: its average gain over all sets of the other modalities</source>
        <translation>{0} 的 Shapley 值：在其他模态的所有子集上的平均增益</translation>
    </message>
</context>
</TS>
