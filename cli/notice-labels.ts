import type { Element } from '../shared/notice/notice';

/** What a person found in a notice, reading it: the clauses of 17 U.S.C. 512(c)(3)(A) that it has, in order. */
type Label = string;

/**
 * The 60 notices whose id hashes lowest with `copydesk notices 1 ` before it. Read whole and judged before the checker was asked. `[private]` stands for what the publisher blacked out, so it counts
 * as what stood there. The one without (ii) and (v) names a studio's front page and nobody's good faith; the one without (i)
 * ends with its statements.
 */
const labels: Readonly<Record<string, Label>> = {
  '2013/2013-07-22-BSA-TechSmith.md': 'i ii iii iv v vi',
  '2016/2016-09-05-viber.md': 'i ii iii iv v vi',
  '2017/2017-02-27-AutoAvatar.md': 'i ii iii iv v vi',
  '2017/2017-04-07-FitnessApp.md': 'i ii iii iv v vi',
  '2017/2017-04-24-Stereoarts.md': 'i ii iii iv v vi',
  '2017/2017-07-07-Gravity-Forms.md': 'i ii iii iv v vi',
  '2017/2017-10-23-Mondadori.md': 'i ii iii iv v vi',
  '2017/2017-11-29-Unity.md': 'i ii iii iv v vi',
  '2017/2017-12-14-LinkBusters.md': 'i ii iii iv v vi',
  '2018/11/2018-11-20-Packt.md': 'i ii iii iv v vi',
  '2018/2018-03-07-BurpSuite.md': 'i ii iii iv v vi',
  '2018/2018-05-31-layui-4.md': 'i ii iii iv v vi',
  '2018/2018-06-21-SenseTime-5.md': 'i ii iii iv v vi',
  '2018/2018-09-14-Attributor.md': 'i ii iii iv v vi',
  '2018/2018-10-04-Pearson.md': 'i ii iii iv v vi',
  '2019/01/2019-01-23-cloudwalk.md': 'i ii iii iv v vi',
  '2019/02/2019-02-12-Codility.md': 'i ii iii iv v vi',
  '2019/03/2019-03-06-YNPMS.md': 'i ii iii iv v vi',
  '2019/04/2019-04-15-Sichuan.md': 'i ii iii iv v vi',
  '2019/07/2019-07-16-fontsmith.md': 'i ii iii iv v vi',
  '2019/11/2019-11-05-sfu.md': 'i ii iii iv v vi',
  '2019/12/2019-12-12-eckoh.md': 'i ii iii iv v vi',
  '2020/03/2020-03-26-RenRen.md': 'i ii iii iv v vi',
  '2020/04/2020-04-24-valve-2.md': 'i ii iii iv v vi',
  '2020/07/2020-07-16-app-signer.md': 'i ii iii iv v vi',
  '2020/09/2020-09-03-golearning.md': 'i ii iii iv v vi',
  '2020/11/2020-11-19-Morningstar.md': 'i ii iii iv v vi',
  '2020/11/2020-11-25-tuhu.md': 'i ii iii iv v vi',
  '2020/12/2020-12-18-Laraship.md': 'i ii iii iv v vi',
  '2020/12/2020-12-29-plesk.md': 'i ii iii iv v vi',
  '2021/04/2021-04-23-policy-bazaar.md': 'i ii iii iv v vi',
  '2021/06/2021-06-28-source-code.md': 'i ii iii iv v vi',
  '2021/07/2021-07-19-rspeer.md': 'i ii iii iv v vi',
  '2021/08/2021-08-26-nrg.md': 'i ii iii iv v vi',
  '2021/09/2021-09-15-molecoolqt.md': 'i ii iii iv v vi',
  '2022/01/2022-01-21-thomsonreuters.md': 'i ii iii iv v vi',
  '2022/03/2022-03-23-georgia-tech-5.md': 'i ii iii iv v vi',
  '2022/04/2022-04-06-atharva.md': 'i ii iii iv v vi',
  '2022/07/2022-07-20-vector.md': 'i ii iii iv v vi',
  '2022/09/2022-09-26-system-code.md': 'i ii iii iv v vi',
  '2023/07/2023-07-07-intave.md': 'i ii iii iv v vi',
  '2023/10/2023-10-11-sony.md': 'i iii iv vi',
  '2024/02/2024-02-13-metaquotes.md': 'i ii iii iv v vi',
  '2024/04/2024-04-23-mojang.md': 'i ii iii iv v vi',
  '2024/07/2024-07-18-dcits.md': 'i ii iii iv v vi',
  '2024/12/2024-12-09-mlol.md': 'i ii iii iv v vi',
  '2024/12/2024-12-09-stripe.md': 'i ii iii iv v vi',
  '2025/01/2025-01-16-parallelrealities.md': 'i ii iii iv v vi',
  '2025/03/2025-03-06-packt.md': 'i ii iii iv v vi',
  '2025/04/2025-04-28-codility.md': 'ii iii iv v vi',
  '2025/05/2025-05-06-tata.md': 'i ii iii iv v vi',
  '2025/08/2025-08-11-source-code-2.md': 'i ii iii iv v vi',
  '2025/09/2025-09-11-direct-neighbor-vrd.md': 'i ii iii iv v vi',
  '2025/11/2025-11-07-uk-biobank-6.md': 'i ii iii iv v vi',
  '2025/11/2025-11-25-paytm.md': 'i ii iii iv v vi',
  '2025/12/2025-12-30-ecobank.md': 'i ii iii iv v vi',
  '2026/05/2026-05-11-typora.md': 'i ii iii iv v vi',
  '2026/07/2026-07-01-jeitto-meios-de-pagamento.md': 'i ii iii iv v vi',
  '2026/07/2026-07-01-open-pearl-miner.md': 'i ii iii iv v vi',
  '2026/08/2026-08-17-misa.md': 'i ii iii iv v vi',
};

export const labelOf = (id: string): readonly Element[] | undefined =>
  labels[id]?.split(' ') as readonly Element[] | undefined;
